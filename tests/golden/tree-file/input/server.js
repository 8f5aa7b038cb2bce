const { exec: run } = require("child_process");
app.get("/", async (req, res) => res.send(`hi ${(req.query.name)}`));
if (x) y(;
