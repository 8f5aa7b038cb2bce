const handler = (req, res) => {
    const sum = eval(req.query.sum);
    res.json({ sum });
};

module.exports = handler;
