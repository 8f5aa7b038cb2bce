module.exports = (req, res) => res.json({ sum: Number(req.query.sum) });
