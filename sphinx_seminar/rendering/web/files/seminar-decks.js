// On a click the viewer takes the place of a deck's picture, but on phones, which show no PDF within a page.
document.addEventListener("click", (click) => {
  const link = click.target.closest(".sem-deck-preview");
  const small = matchMedia("(max-width: 40rem), (hover: none)").matches;
  if (!link || small || click.ctrlKey || click.metaKey || click.shiftKey || !navigator.pdfViewerEnabled) return;
  click.preventDefault();
  const view = document.createElement("iframe");
  view.className = "sem-deck-view";
  view.title = link.textContent || link.firstElementChild.alt;
  view.src = link.dataset.view;
  link.inert = true;
  link.after(view);
});
