"use strict";
// Paper has no hinges: what is folded is printed open, but for the text of certificates.
addEventListener("beforeprint", () => {
  for (const part of document.querySelectorAll("details:not(.raw)")) part.open = true;
});
// A browser that opened the page from a file does not save files that links name, and a page may lie without them: save
// the text that the page holds.
addEventListener("click", (event) => {
  const link = event.target.closest("a[download]");
  if (!link) return;
  const text = [...document.querySelectorAll("pre.certificate")].find((pre) => pre.dataset.name === link.download);
  if (!text) return;
  event.preventDefault();
  const saved = document.createElement("a");
  saved.download = link.download;
  saved.href = URL.createObjectURL(new Blob([text.textContent], { type: "application/json" }));
  saved.click();
  setTimeout(() => URL.revokeObjectURL(saved.href), 60000);
});
