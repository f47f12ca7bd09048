"""The review in a real browser: Debian's Chromium, driven by Playwright; skipped without it."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import string
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import uvicorn
from reviewing import with_finding

from extractor.article import Article, article_id
from extractor.engine import Extractor
from extractor.review.app import create_app
from extractor.review.report import write_report
from extractor.review.settings import ReviewSettings
from extractor.store.archive import Archive

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = [
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="NO CHROMIUM: pages are not tested"),
    pytest.mark.xdist_group("browser"),
]
ROOT = Path(__file__).parent.parent
AXE = (ROOT / "tests" / "vendor" / "axe.min.js").read_text(encoding="utf-8")
SHOTS = Path(os.environ.get("VNFIGURES_SHOTS", ROOT / "out" / "screenshots"))
QUIET = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--no-first-run")  # fmt: skip
SIZES = {"desktop": (1280, 900), "phone": (390, 844)}
TEXT = (
    "Xã Tân Lộc giảm nghèo\n"
    "Ngày 12/3/2018, ông Trần Văn Bền, Chủ tịch UBND xã cho biết đầu năm 2017 xã có 20 hộ nghèo,"
    " đến cuối năm 2017 còn 12 hộ nghèo, chiếm 2,5%.\n"
    "Thôn Đông còn 6 hộ nghèo, trong đó 7 hộ neo đơn. Tình hình 17 khá tốt.\n"
    "Quỹ vận động được 123,2 triệu đồng, đạt 110% kế hoạch.\n"
)
FOUND = f"{TEXT}Bài có phát hiện.\n"
Pages = Callable[..., Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running review with some articles."""
    folder = tmp_path_factory.mktemp("review")
    with Archive.open(str(folder / "review.db"), create=True) as archive:
        engine = Extractor(tagger="rules")
        texts = sorted((ROOT / "corpus" / "articles").glob("*.txt"))[:8]
        archive.save([engine.read(Article(p.read_text("utf-8"), source=p.name)) for p in texts])
        archive.save([with_finding(engine.extract(FOUND))])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        app = create_app(archive, ReviewSettings(tagger="rules"))
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def pages(browser: Any, site: str) -> Iterator[Pages]:
    """Opens pages that complain to nobody and ask nobody else."""
    contexts, wrong = [], []

    def open_page(address: str = "/", **options: Any) -> Any:
        context = browser.new_context(accept_downloads=True, base_url=site, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(m.text) if m.type in ("error", "warning") else 0)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: _ask(request.url, site, wrong))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def _ask(url: str, site: str, wrong: list[str]) -> None:
    if not url.startswith((f"{site}/", "file:", "data:", "blob:")):
        wrong.append(f"asks {url}")


def _paste(page: Any, text: str = "") -> str:
    """The address of an article that no other test has."""
    page.fill("#text", text or _own())
    page.click("button.main")
    page.wait_for_url("**/articles/*")
    return str(urlsplit(page.url).path)


def _own() -> str:
    return f"{TEXT}Bài viết {''.join(random.choices(string.ascii_lowercase, k=12))}.\n"


def _words(page: Any, kind: str) -> list[str]:
    return [str(words) for words in page.locator(f".text mark.{kind}").all_inner_texts()]


def test_pasted_article_is_marked_and_a_correction_is_kept(pages: Pages) -> None:
    page = pages()
    address = _paste(page)
    assert _words(page, "figure") == [
        "20 hộ", "12 hộ", "2,5%", "6 hộ", "7 hộ", "123,2 triệu đồng", "110%",
    ]  # fmt: skip
    assert _words(page, "unread") == ["17"]
    page.hover('mark.figure:has-text("12 hộ")')
    tip = page.locator(".tip:visible")
    assert tip.inner_text() == "Số hộ nghèo, xã Tân Lộc, tính đến 31/12/2017: 12 hộ — kết quả"
    page.click('mark.figure:has-text("12 hộ")')
    page.click("#record summary >> text=Sửa một mục")
    page.select_option("#field", "value")
    assert page.input_value("#value") == "12"
    page.fill("#value", "13")
    page.fill("#who", "Lan")
    page.click("#record .change button")
    page.wait_for_selector("#record ins >> text=13")
    assert "is-changed" in page.locator('mark.figure:has-text("12 hộ")').get_attribute("class")
    assert page.url.endswith(address)
    page.reload()
    page.click('mark.is-changed:has-text("12 hộ")')
    page.wait_for_selector("#record ins >> text=13")
    assert "Lan" in page.locator("#record .history").text_content()


def test_finding_opens_and_leads_to_its_figures(pages: Pages) -> None:
    page = pages(f"/articles/{article_id(FOUND)}")
    finding = page.locator(".finding.error")
    assert "12 hộ > 20 hộ" in finding.inner_text()
    finding.locator("summary").click()
    assert "12 hộ > 20 hộ" not in finding.inner_text()
    finding.locator("summary").click()
    finding.locator("a >> text=12 hộ").click()
    assert page.locator("mark:target").inner_text() == "12 hộ"


def test_missed_words_are_selected_in_the_article(pages: Pages) -> None:
    page = pages()
    # Beyond the first plane JavaScript counts two where the record counts one.
    _paste(page, _own().replace("Thôn Đông", "Thôn 😀 Đông\u202e"))
    page.evaluate(
        """() => {
            const node = [...document.querySelectorAll('.text p')].find(p => p.textContent
                .includes('Tình hình'));
            const words = [...node.childNodes].find(n => n.nodeValue?.includes('Tình hình'));
            const at = words.nodeValue.indexOf('Tình');
            getSelection().setBaseAndExtent(words, at, words, at + 9);
        }"""
    )
    page.wait_for_function("document.querySelector('#missing [name=at]').value")
    page.click("#missing button")
    page.wait_for_selector("mark.added")
    assert _words(page, "added") == ["Tình hình"]


def test_table_sorts_and_is_exported_as_it_stands(pages: Pages, tmp_path: Path) -> None:
    page = pages("/figures?indicator=pov.poor_hh.count")
    page.click("th >> text=Giá trị")
    page.wait_for_selector("th[aria-sort]")
    shown = page.locator("td[data-key=text]").all_inner_texts()
    with page.expect_download() as download:
        page.click(".exports >> text=CSV")
    download.value.save_as(tmp_path / "figures.csv")
    lines = (tmp_path / "figures.csv").read_text("utf-8-sig").splitlines()
    assert lines[0].startswith("Nguyên văn,Giá trị")
    assert [line.split(",")[0].strip('"') for line in lines[1:]] == [
        words.split(",")[0] for words in shown
    ]


def test_keyboard_alone_reads_and_corrects(pages: Pages) -> None:
    page = pages()
    page.keyboard.press("Tab")
    assert "Đến nội dung" in page.locator(":focus").inner_text()
    page.keyboard.press("Enter")
    page.focus("#text")
    page.keyboard.insert_text(_own())
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/articles/*")
    page.focus("mark.figure a")
    page.keyboard.press("n")
    assert page.locator(":focus").inner_text() == "12 hộ"
    assert page.locator(".tip:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".tip:visible").count() == 0
    page.keyboard.press("Enter")
    page.wait_for_selector("#record .fields")
    assert page.locator("#record h2:focus").count() == 1
    for _ in range(2):
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Đúng"
    page.keyboard.press("Enter")
    page.wait_for_selector("mark.is-right")


def test_pages_work_without_javascript(pages: Pages) -> None:
    page = pages(java_script_enabled=False)
    _paste(page)
    page.click('mark.figure:has-text("12 hộ")')
    assert "12 hộ" in page.locator("#record h2").inner_text()
    page.click("#record button.right")
    assert page.locator("mark.is-right").count() == 1


def test_hostile_article_runs_nothing(pages: Pages) -> None:
    evil = (
        "<script>window.hacked = 1</script><img src=x onerror='window.hacked = 1'>"
        " <a href='javascript:window.hacked = 1'>12 hộ nghèo</a> \u202e Xã còn 12 hộ nghèo."
    )
    page = pages()
    _paste(page, evil)
    assert "<script>window.hacked" in page.locator(".text").inner_text()
    assert "⟨U+202E⟩" in page.locator(".text").inner_text()
    page.click("mark.figure >> nth=0")
    page.wait_for_selector("#record .fields")
    assert page.evaluate("window.hacked") is None


def test_lines_join_figures_that_depend_on_each_other(pages: Pages) -> None:
    page = pages()
    _paste(page)
    page.check("#lines-on")
    assert page.locator(".links path").count() == page.locator("mark[data-to]").count() > 0


@pytest.mark.parametrize(("size", "scheme"), [("desktop", "light"), ("phone", "dark")])
def test_main_pages_are_accessible_and_fit(pages: Pages, size: str, scheme: str) -> None:
    width, height = SIZES[size]
    page = pages(viewport={"width": width, "height": height}, color_scheme=scheme)
    address = _paste(page)
    SHOTS.mkdir(parents=True, exist_ok=True)
    for name, path in {
        "home": "/", "article": address, "record": f"{address}?figure=f2&why=1", "search":
        "/search?q=ho+ngheo", "figures": "/figures", "indicators": "/indicators",
        "indicator": "/indicators/pov.poor_hh.count", "officials": "/officials",
        "official": "/officials/Trần Văn Bền", "corrections": "/corrections",
    }.items():  # fmt: skip
        page.goto(path)
        page.screenshot(path=SHOTS / f"{name}-{size}-{scheme}.png", full_page=False)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} px too wide"
        assert _faults(page) == [], name


def _faults(page: Any) -> list[str]:
    """What axe finds serious; it runs in its own world, past the page's policy."""
    client = page.context.new_cdp_session(page)
    frame = client.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = client.send("Page.createIsolatedWorld", {"frameId": frame})["executionContextId"]
    run = "axe.run().then(r => JSON.stringify(r.violations.map(v => [v.impact, v.id, "
    run += "v.nodes.slice(0, 3).map(n => n.html.slice(0, 200))])))"
    found: list[str] = []
    for expression in (AXE, run):
        answer = client.send(
            "Runtime.evaluate",
            {"expression": expression, "contextId": world, "awaitPromise": True,
             "returnByValue": True},
        )  # fmt: skip
        assert "exceptionDetails" not in answer, answer
        found.append(str(answer["result"].get("value", "")))
    return re.findall(r'\["(?:serious|critical)".*?\]\]', found[1])


def test_report_stands_alone(pages: Pages, tmp_path: Path) -> None:
    with Archive.open(str(tmp_path / "a.db"), create=True) as archive:
        archive.save([Extractor(tagger="rules").extract(TEXT, title="Tin")])
        write_report(archive, tmp_path / "report.html", "vi")
    page = pages((tmp_path / "report.html").as_uri())
    assert _words(page, "figure")[:2] == ["20 hộ", "12 hộ"]
    page.click("th button >> text=Giá trị")
    assert page.locator("th[aria-sort=ascending]").count() == 1
    page.fill("#filter-rows", "123,2")
    assert page.locator("table.data tbody tr:visible").count() == 1
    page.check("#lines-on")
    assert page.locator(".links path").count() > 0
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / "report.png")
    assert _faults(page) == []
