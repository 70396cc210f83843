"use strict";
(() => {
  const form = document.getElementById("filters");
  const rows = [...document.querySelectorAll("#claims tbody tr")];
  const controls = ["paper", "verdict", "reading", "words"];

  function reads(row, wanted) {
    const reading = row.dataset.reading;
    if (wanted === "repaired") return reading !== "literal";
    return wanted === "" || reading === (wanted.startsWith("=") ? wanted.slice(1) : wanted);
  }

  function show() {
    const [paper, verdict, reading, words] = controls.map((name) => form.elements[name].value);
    const sought = words.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden =
        (paper !== "" && row.dataset.paper !== paper) ||
        (verdict !== "" && row.dataset.verdict !== verdict) ||
        !reads(row, reading) ||
        !sought.every((word) => text.includes(word));
      count += row.hidden ? 0 : 1;
    }
    form.elements.count.value = `${count} of ${rows.length} shown`;
  }

  // The filters stand in the address after "#", so that a filtered table can be linked.
  function fromAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    if (location.hash !== "" && !controls.some((name) => given.has(name))) return;
    for (const name of controls) form.elements[name].value = given.get(name) ?? "";
    show();
  }

  function toAddress() {
    const chosen = controls.filter((name) => form.elements[name].value !== "");
    const written = new URLSearchParams(chosen.map((name) => [name, form.elements[name].value])).toString();
    history.replaceState(null, "", `#${written}`);
    show();
  }

  form.hidden = false;
  for (const event of ["input", "change"]) form.addEventListener(event, toAddress);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(toAddress));
  addEventListener("hashchange", fromAddress);
  fromAddress();
  show();
})();
