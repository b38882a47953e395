"""What a finished page says."""

from __future__ import annotations

import pytest

from site_builder.search.page_text import PageText, read_page


@pytest.mark.parametrize(
    "hidden",
    [
        "<svg><text>ẩn</text><svg></svg></svg>",
        "<nav>ẩn</nav>",
        "<script>ẩn</script>",
        "<form><label>ẩn</label></form>",
        "<noscript>ẩn</noscript>",
        "<div data-search-skip><div>ẩn</div>ẩn</div>",
        "<td>98,3 %</td>",
    ],
)
def test_what_is_not_the_pages_own_text_is_left_out(hidden: str):
    """Pictures, menus, forms and bare figures are not what people look for."""
    html = f"<header>đầu</header><main><p>trước</p>{hidden}<p>sau</p></main><footer>chân</footer>"

    assert read_page(html) == PageText((), "trước sau")


def test_headings_and_text_are_told_apart():
    """Marks within a word do not part it; elements do."""
    html = (
        "<main><h1>Kết <em>nạp</em></h1><p>Chi&nbsp;bộ d<b>uy</b>ệt</p>"
        "<ul><li>một</li><li>hai</li></ul><h2></h2>"
        "<table><tr><td>21-NQ/TW</td><td>2022</td></tr></table></main>"
    )

    assert read_page(html) == PageText(("Kết nạp",), "Chi bộ duyệt một hai 21-NQ/TW")


def test_a_page_without_a_main_part_is_read_whole():
    """A theme of one's own may have no ``main``."""
    assert read_page("<h2>Tên</h2><p>Chữ</p>") == PageText(("Tên",), "Chữ")
