'use strict';
// Where the addon lies in the package, for this machine. Run alone, says it.
const place = `prebuilt/${process.platform}-${process.arch}/merlon_guard.node`;

module.exports = place;
if (require.main === module) console.log(place);
