import cors from './cors.js';

export default cors;
