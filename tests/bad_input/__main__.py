"""Write the page of the manual."""

from tests.bad_input.page import PAGE, page

PAGE.write_text(page(), encoding="utf-8")
