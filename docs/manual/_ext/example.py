"""``{example}``: Markdown as an author writes it, and beside it what the build makes of it."""

from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class Example(SphinxDirective):
    """Show the body as source, then parse it as part of the page, so that it is built like any other."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the source and the result as a pair, which the style sheet sets side by side."""
        text = "\n".join(self.content)
        source = nodes.literal_block(text, text, language="text")
        self.set_source_info(source)
        result = nodes.container("", *self.parse_content_to_nodes(), classes=["example-result"])
        pair = nodes.container("", source, result, classes=["example-pair"])
        return [nodes.container("", pair, classes=["example"])]


def setup(app):
    """Add the directive."""
    app.add_directive("example", Example)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
