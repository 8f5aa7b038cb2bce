"use strict";
module.exports = require("./tools.js");
