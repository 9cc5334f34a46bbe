"""Write the pages of the manual."""

from tests.bad_input.manual_pages import write_pages

write_pages()
