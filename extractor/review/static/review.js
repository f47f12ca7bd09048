// What a page can do beyond being read; without this script every link and form still works.
"use strict";
(() => {
  const page = document.documentElement;
  const side = document.getElementById("record");
  const said = document.getElementById("said");
  page.classList.add("scripted");

  function say(words) {
    if (!said) return;
    said.textContent = words;
    setTimeout(() => { said.textContent = ""; }, 3000);
  }

  // A figure's record is fetched into the side instead of a whole new page.
  function openRecord(address, mark) {
    if (!side || !window.htmx) return false;
    for (const one of document.querySelectorAll("mark.chosen")) one.classList.remove("chosen");
    if (mark) mark.classList.add("chosen");
    htmx.ajax("GET", address.replace(/#.*/, ""), { target: "#record" }).then(() => {
      const head = side.querySelector("h2");
      if (head) head.focus({ preventScroll: true });
      if (getComputedStyle(side).position === "static") side.scrollIntoView();
    });
    return true;
  }

  document.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
    const copy = event.target.closest("[data-copy]");
    if (copy) return copyFrom(copy.dataset.copy);
    const mark = event.target.closest("mark");
    const link = event.target.closest("mark a, [data-panel]");
    if (link && /^\?|\?(figure|at)=/.test(link.getAttribute("href")) && openRecord(link.href, mark)) {
      event.preventDefault();
    }
  });

  function copyFrom(what) {
    const words = what === "table" ? tableText() : document.querySelector(what).textContent;
    const done = () => say(page.lang === "vi" ? "Đã chép" : "Copied");
    if (navigator.clipboard) { navigator.clipboard.writeText(words).then(done, () => fallBack(words, done)); }
    else fallBack(words, done);
  }

  function fallBack(words, done) {
    const box = document.createElement("textarea");
    box.value = words;
    document.body.append(box);
    box.select();
    document.execCommand("copy");
    box.remove();
    done();
  }

  function tableText() {
    const rows = [...document.querySelectorAll("table.data tr")].filter((row) => !row.hidden);
    const clean = (cell) => {
      const words = cell.textContent.replace(/[▲▼]/g, "").replace(/\s+/g, " ").trim();
      // A spreadsheet would take it for a formula.
      return /^[=+@-]/.test(words) && !/^-?[\d.,]+$/.test(words) ? `'${words}` : words;
    };
    return rows.map((row) => [...row.cells].map(clean).join("\t")).join("\n");
  }

  // Tables of a report are sorted here; those of the server by their links.
  for (const table of document.querySelectorAll("table.data[data-sort]")) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => sortBy(table, head, column));
    });
  }

  function sortBy(table, head, column) {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[column].dataset.value || row.cells[column].textContent.trim();
    const compare = new Intl.Collator("vi", { numeric: true }).compare;
    const rows = [...table.tBodies[0].rows].sort((a, b) => compare(key(a), key(b)) * (down ? -1 : 1));
    table.tBodies[0].append(...rows);
  }

  const filter = document.getElementById("filter-rows");
  if (filter) filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase();
    for (const row of document.querySelectorAll("table.data tbody tr")) {
      row.hidden = !row.textContent.toLowerCase().includes(words);
    }
  });

  // Keys work within the article only, so that they take nothing from those who type elsewhere.
  for (const text of document.querySelectorAll(".text")) {
    const stops = () => [...text.querySelectorAll("mark.figure, mark.unread")];
    const focus = (mark) => (mark.querySelector("a") || mark).focus();
    text.addEventListener("keydown", (event) => {
      page.classList.toggle("quiet", event.key === "Escape");
      if (event.ctrlKey || event.altKey || event.metaKey || !["n", "p"].includes(event.key)) return;
      const all = stops();
      const at = all.indexOf(document.activeElement.closest("mark"));
      const next = all[at + (event.key === "n" ? 1 : -1)];
      if (next) { focus(next); event.preventDefault(); }
    });
    text.addEventListener("mousemove", () => page.classList.remove("quiet"));
    text.addEventListener("focusin", (event) => {
      page.classList.remove("quiet");
      const mark = event.target.closest("mark");
      draw(text, mark ? [mark] : []);
      if (mark) keepInside(mark);
    });
    text.addEventListener("mouseover", (event) => {
      const mark = event.target.closest("mark");
      if (mark) { keepInside(mark); if (!all_lines()) draw(text, [mark]); }
    });
  }

  // A note that would leave the window is pushed back.
  function keepInside(mark) {
    const tip = mark.nextElementSibling;
    if (!tip || !tip.classList.contains("tip") || innerWidth < 768) return;
    tip.style.marginLeft = "0";
    const box = tip.getBoundingClientRect();
    const over = box.right - document.documentElement.clientWidth + 8;
    if (over > 0) tip.style.marginLeft = `${-over}px`;
  }

  // Lines from figures to those they depend on.
  const lines = document.getElementById("lines-on");
  const all_lines = () => Boolean(lines && lines.checked);
  if (lines) lines.addEventListener("change", redraw);
  addEventListener("resize", redraw);

  function redraw() {
    for (const text of document.querySelectorAll(".text")) draw(text, []);
  }

  function draw(text, marks) {
    text.querySelector(".links")?.remove();
    const some = all_lines() ? [...text.querySelectorAll("mark[data-to]")] : related(text, marks);
    if (!some.length) return;
    const space = "http://www.w3.org/2000/svg";
    const svg = document.createElementNS(space, "svg");
    svg.setAttribute("class", "links");
    svg.setAttribute("aria-hidden", "true");
    const home = text.getBoundingClientRect();
    for (const mark of some) {
      const target = byId(text, mark.dataset.to);
      if (!target) continue;
      const [a, b] = [mark, target].map((one) => one.getClientRects()[0]);
      const [x1, y1] = [a.left + a.width / 2 - home.left, a.top - home.top];
      const [x2, y2] = [b.left + b.width / 2 - home.left, b.top - home.top];
      const lift = Math.min(y1, y2) - 22 - Math.abs(x1 - x2) / 30;
      const path = document.createElementNS(space, "path");
      path.setAttribute("d", `M${x1} ${y1} C${x1} ${lift} ${x2} ${lift} ${x2} ${y2}`);
      svg.append(path);
    }
    text.append(svg);
  }

  const byId = (text, id) => [...text.querySelectorAll("mark.figure")].find((m) => m.dataset.id === id);

  function related(text, marks) {
    return marks.flatMap((mark) => [
      ...(mark.dataset.to ? [mark] : []),
      ...text.querySelectorAll(`mark[data-to="${CSS.escape(mark.dataset.id)}"]`),
    ]);
  }

  // A correction: the field's present value and choices, and the mark's new look.
  document.addEventListener("change", (event) => {
    if (event.target.id !== "field") return;
    const chosen = event.target.selectedOptions[0];
    const value = document.getElementById("value");
    value.value = chosen.dataset.now;
    value.setAttribute("list", `choices-${chosen.value}`);
  });

  document.addEventListener("vnfCorrected", (event) => {
    const { at, verdict, said: words } = event.detail;
    say(words);
    const mark = document.querySelector("mark.chosen") || document.getElementById(figureAt(at));
    if (!mark) return;
    mark.classList.remove("is-right", "is-wrong", "is-changed");
    if (verdict !== "withdrawn") mark.classList.add(`is-${verdict}`);
  });

  function figureAt(at) {
    return side?.querySelector(`input[name="at"][value="${at}"]`)?.closest("#record")
      .querySelector("h2 a")?.getAttribute("href").slice(1);
  }

  // A selection in the article fills the form for what was missed. Offsets count code points.
  const missing = document.getElementById("missing");
  if (missing) {
    document.addEventListener("selectionchange", () => {
      const chosen = getSelection();
      if (!chosen.rangeCount || chosen.isCollapsed) return;
      const range = chosen.getRangeAt(0);
      const line = closest(range.startContainer, "p[data-start]");
      if (!line || line !== closest(range.endContainer, "p[data-start]")) return;
      const start = Number(line.dataset.start) + lengthTo(line, range.startContainer, range.startOffset);
      const end = Number(line.dataset.start) + lengthTo(line, range.endContainer, range.endOffset);
      missing.elements.at.value = `${start}-${end}`;
      missing.elements.quote.value = chosen.toString().trim();
    });
    missing.elements.quote.addEventListener("input", () => { missing.elements.at.value = ""; });
  }

  const closest = (node, what) => (node.nodeType === 1 ? node : node.parentElement)?.closest(what);

  function lengthTo(line, node, offset) {
    const range = document.createRange();
    range.setStart(line, 0);
    range.setEnd(node, offset);
    const copy = range.cloneContents();
    for (const tip of copy.querySelectorAll(".tip")) tip.remove();
    for (const control of copy.querySelectorAll(".control")) control.textContent = "?";
    return [...copy.textContent].length;
  }

  // Dropped files and Ctrl+Enter on the first page.
  const form = document.getElementById("paste");
  if (form) {
    const zone = form.closest(".paste");
    for (const name of ["dragover", "dragleave", "drop"]) {
      document.addEventListener(name, (event) => {
        event.preventDefault();
        zone.classList.toggle("over", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
          form.elements.file.files = event.dataTransfer.files;
          form.requestSubmit();
        }
      });
    }
    form.elements.file.addEventListener("change", () => form.requestSubmit());
    form.elements.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
    });
  }
})();
