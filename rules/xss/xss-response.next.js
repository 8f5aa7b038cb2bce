export default function Post() {
    return <span />;
}

Post.getInitialProps = async (context) => {
    const { req, res } = context;
    // ruleid: xss-response
    res.end(req.url);
    return {};
};

export async function getServerSideProps(context) {
    // ruleid: xss-response
    context.res.end('<p>' + context.query.text + '</p>');
    // ok: xss-response
    context.res.end('<p>there is nothing</p>');
    return { props: { text: context.query.text } };
}
