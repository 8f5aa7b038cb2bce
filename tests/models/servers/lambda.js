// A function behind an API gateway.
exports.handler = async (event, context) => {
    const { name } = JSON.parse(event.body);
    return { statusCode: 200, body: JSON.stringify({ name, id: context.awsRequestId }) };
};
