const { exec } = require('child_process');

function convert(name) {
  const line = 'convert ' + name + ' out.png';
  exec(line);
}

module.exports = (req, res) => {
  convert(req.query.file);
  exec('ls ' + quote(req.query.folder));
  res.end();
};
