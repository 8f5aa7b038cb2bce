const { readForm, runSql, join } = require('./forms');
const clean = (text) => text.replace(/'/g, '');

function save() {
  const form = readForm();
  runSql('INSERT ' + form);
  runSql('INSERT ' + clean(form));
  runSql('INSERT ' + join('a', form));
  runSql('INSERT ' + unknown(form));
  eval('1');
}
