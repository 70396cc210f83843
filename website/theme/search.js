"use strict";
// The search: all words must occur. The index is a script, so that it can be read from files, and is loaded when asked for.
const box = document.querySelector("#search input");
const list = document.getElementById("found");
const base = document.currentScript?.dataset.base ?? document.querySelector("script[data-base]").dataset.base;
const SHOWN = 20, BEFORE = 60, AFTER = 140;

function load() {
  if (window.pages || document.querySelector("script[data-index]")) return;
  const script = document.createElement("script");
  script.src = `${base}/search/index.js`;
  script.dataset.index = "";
  script.onload = () => {
    for (const page of window.pages) page.lower = [page.title.toLowerCase(), page.text.toLowerCase()];
    show();
  };
  document.head.append(script);
}

// How well a page has the words: a title counts more than the text, and a word's beginning more than its inside.
function score(page, words) {
  let total = 0;
  for (const word of words) {
    const [title, text] = page.lower.map((where) => where.indexOf(word));
    if (title < 0 && text < 0) return 0;
    const begins = (where, at) => at === 0 || (at > 0 && !/[\p{L}\p{N}]/u.test(where[at - 1]));
    total += (title < 0 ? 0 : 20) + (begins(page.lower[0], title) ? 20 : 0) + (begins(page.lower[1], text) ? 2 : 0) + 1;
  }
  return total + (page.lower[0] === words.join(" ") ? 50 : 0);
}

function snippet(page, words) {
  const plain = new DOMParser().parseFromString(page.text, "text/html").body.textContent;
  const at = Math.max(0, plain.toLowerCase().indexOf(words[0]) - BEFORE);
  return marked((at ? "..." : "") + plain.slice(at, at + AFTER), words);
}

function marked(text, words) {
  const escaped = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return text.split(new RegExp(`(${escaped.join("|")})`, "i")).map((part, k) => {
    if (k % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
}

function show() {
  const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
  list.hidden = !words.length || !window.pages;
  if (list.hidden) return;
  const found = window.pages.map((page) => [score(page, words), page]).filter(([points]) => points > 0);
  found.sort(([one], [other]) => other - one);
  list.replaceChildren(...found.slice(0, SHOWN).map(([, page]) => {
    const entry = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
    link.href = `${base}/${page.location}`;
    link.append(...marked(new DOMParser().parseFromString(page.title, "text/html").body.textContent, words));
    text.append(...snippet(page, words));
    entry.append(link, text);
    return entry;
  }));
  if (!found.length) {
    const entry = document.createElement("li");
    entry.textContent = "No page has all of these words.";
    list.append(entry);
  }
}

box.addEventListener("focus", load);
box.addEventListener("input", () => { load(); show(); });
addEventListener("keydown", (event) => {
  if (event.key === "/" && !/^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName)) {
    event.preventDefault();
    box.focus();
  } else if (event.key === "Escape") {
    list.hidden = true;
  } else if (event.key === "Enter" && document.activeElement === box) {
    list.querySelector("a")?.click();
  }
});
addEventListener("click", (event) => { if (!event.target.closest("#search")) list.hidden = true; });
