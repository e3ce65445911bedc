// Lights up what belongs together: the words of a card, the cards of some words, the words of a value.
(() => {
  "use strict";
  const indexes = new WeakMap();
  let lit = [];

  function indexOf(article) {
    if (!indexes.has(article)) {
      const runs = [...article.querySelectorAll("[data-at]")];
      const byKey = new Map();
      const put = (key, node) => byKey.set(key, [...(byKey.get(key) || []), node]);
      runs.forEach((run) => (run.dataset.of || "").split(" ").filter(Boolean).forEach((key) => put(key, run)));
      article.querySelectorAll("[data-key]").forEach((card) => put(card.dataset.key, card));
      indexes.set(article, { runs, byKey });
    }
    return indexes.get(article);
  }

  function related(target) {
    const article = target.closest && target.closest("article");
    if (!article) return [];
    const { runs, byKey } = indexOf(article);
    const value = target.closest("[data-from]");
    if (value) {
      const { from, to } = value.dataset;
      const words = runs.filter((run) => +run.dataset.at >= +from && +run.dataset.at < +to);
      return [...words, value.closest("[data-key]")];
    }
    const owner = target.closest("[data-of], [data-key]");
    if (!owner) return [];
    const keys = owner.dataset.of ? owner.dataset.of.split(" ") : [owner.dataset.key];
    return keys.flatMap((key) => byKey.get(key) || []);
  }

  function light(nodes) {
    lit.forEach((node) => node.classList.remove("lit"));
    lit = nodes;
    lit.forEach((node) => node.classList.add("lit"));
  }

  document.addEventListener("pointerover", (event) => light(related(event.target)));
  document.addEventListener("focusin", (event) => light(related(event.target)));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") light([]);
  });
})();
