"use strict";
// Tables are sorted by a column: numbers exactly, as fractions of BigInt, before words; a second time the other way.
(() => {
  const fraction = (text) => {
    const found = /^[-+]?\d+(?:\/\d+)?$/.exec(text) && text.split("/").map(BigInt);
    return found && found[1] !== 0n ? { n: found[0], d: found[1] ?? 1n } : null;
  };
  const sign = (value) => (value > 0n ? 1 : value < 0n ? -1 : 0);
  const order = (a, b) => {
    const [x, y] = [fraction(a), fraction(b)];
    if (x && y) return sign(x.n * y.d - y.n * x.d); // denominators are positive
    return x ? -1 : y ? 1 : a.localeCompare(b, "en", { numeric: true });
  };

  function sort(table, head, column) {
    const descending = head.getAttribute("aria-sort") === "ascending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const rows = [...table.rows].slice(1);
    const keys = new Map(rows.map((row) => [row, (row.cells[column]?.textContent ?? "").trim()]));
    rows.sort((a, b) => (descending ? -1 : 1) * order(keys.get(a), keys.get(b)));
    table.tBodies[table.tBodies.length - 1].append(...rows);
  }

  // A table without heads, or with a nameless one (a matrix), stays as it is.
  for (const table of document.querySelectorAll(".sorted table")) {
    const heads = [...(table.rows[0]?.cells ?? [])];
    if (table.rows.length < 3 || !heads.every((head) => head.tagName === "TH" && head.textContent.trim())) continue;
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(table, head, column));
    });
  }
})();
