// Starts GraphiQL on the API that served this page. A link may carry ?query=…&variables=…
"use strict";

const EXAMPLE = `# Events in the order of time, with who says so and in which words.
# Ctrl-Space completes, Ctrl-Enter runs; the book at the left is the documentation.
query Timeline {
  events(first: 10) {
    totalCount
    nodes {
      date { edtf phrase }
      title
      status
      sources { name }
      targets { name }
      originCount
      mentions(first: 1) {
        nodes {
          quote { text start end }
          article { title publisher published { edtf } }
        }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const given = new URLSearchParams(window.location.search);

ReactDOM.createRoot(document.getElementById("graphiql")).render(
  React.createElement(GraphiQL, {
    fetcher: GraphiQL.createFetcher({ url: window.location.pathname }),
    defaultQuery: EXAMPLE,
    query: given.get("query") || undefined,
    variables: given.get("variables") || undefined,
    defaultEditorToolsVisibility: true,
    isHeadersEditorEnabled: false,
  })
);
