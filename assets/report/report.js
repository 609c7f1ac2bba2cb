/* What a report does by click and by key. All that it needs stands in the page: passages as marks with their
   place and themes, notes beside them, the keys in the list of keys. Asks nobody for anything, makes no element
   of what an article says, and listens at the whole page, not at each passage. */

"use strict";

(() => {
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const counted = (count, one, many) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

  /* --- What there is ----------------------------------------------------------------------------------- */

  /* Kinds and themes as bits and sets; the first piece of a passage stands for it. */
  const KINDS = { c: 1, o: 2, s: 4 };
  const EVERY_KIND = 7;

  const articles = [];
  const passages = [];
  const passageOf = new Map();

  const noteOf = new Map();

  /* There are few kinds of attributes and tens of thousands of marks: each is read once. */
  const once = (read) => {
    const known = new Map();
    return (words) => known.get(words) ?? known.set(words, read(words)).get(words);
  };
  const kindsOf = once((names) => names.split(" ").reduce((kinds, name) => kinds | (KINDS[name] ?? 0), 0));
  const themesOf = once((numbers) => (numbers ? numbers.split(" ").map(Number) : []));

  /* Notes stand in the order of what they are about. */
  function takeIn(element) {
    const article = { element, shown: 0, link: null, count: null };
    articles.push(article);
    const notes = element.querySelectorAll(".notes > li");
    let next = 0;
    for (const mark of element.querySelectorAll("mark")) {
      const of = mark.getAttribute("data-of");
      if (of) {
        passageOf.get(of)?.pieces.push(mark);
        continue;
      }
      const note = notes[next++];
      const kinds = kindsOf(mark.className);
      const themes = themesOf(mark.getAttribute("data-themes"));
      const passage = { mark, pieces: [mark], note, article, kinds, themes, shows: true };
      article.shown += 1;
      passages.push(passage);
      passageOf.set(mark.id, passage);
      noteOf.set(note, passage);
    }
    list(article);
  }

  /* All but the first articles are the text of a `noscript` until they are taken in, some at a time while nobody
     waits; whoever filters, searches or prints needs all of them. */
  const waiting = all("#articles > noscript");

  function takeInSome(most) {
    const some = waiting.splice(0, most);
    if (some.length === 0) return;
    /* Together: each document that is parsed costs more than an article in it. */
    const together = some.map((closed) => closed.textContent).join("");
    const parsed = new DOMParser().parseFromString(together, "text/html");
    const elements = all("article", parsed);
    some[0].before(...elements);
    for (const closed of some) closed.remove();
    elements.forEach(takeIn);
  }

  const takeInAll = () => takeInSome(waiting.length);

  function takeInIdly() {
    takeInSome(16);
    if (waiting.length > 0) (window.requestIdleCallback ?? setTimeout)(takeInIdly);
  }

  /* --- The filter -------------------------------------------------------------------------------------- */

  let kinds = EVERY_KIND;
  let themes = new Set();
  const kindButtons = all("#kinds button");
  const themeButtons = all("#themes button").map((button) => ({
    button,
    own: Number(button.dataset.theme),
    whole: button.dataset.all.split(" ").map(Number),
    count: button.querySelector(".count"),
  }));

  /* What has no kind, starred or written about, shows where every kind does. */
  const hasKind = (passage) => (passage.kinds & kinds) !== 0 || (passage.kinds === 0 && kinds === EVERY_KIND);
  const hasTheme = (passage) => themes.size === 0 || passage.themes.some((theme) => themes.has(theme));
  const isOpen = () => kinds === EVERY_KIND && themes.size === 0;

  function show(passage, shows) {
    passage.shows = shows;
    for (const piece of passage.pieces) {
      piece.classList.toggle("off", !shows);
      if (shows) piece.removeAttribute("role");
      else piece.setAttribute("role", "none");
    }
    passage.note.hidden = !shows;
  }

  function applyFilter() {
    takeInAll();
    for (const article of articles) article.shown = 0;
    let shown = 0;
    for (const passage of passages) {
      const shows = hasKind(passage) && hasTheme(passage);
      if (shows !== passage.shows) show(passage, shows);
      if (!shows) continue;
      shown += 1;
      passage.article.shown += 1;
    }
    let listed = 0;
    for (const { element, shown: count, link, count: cell } of articles) {
      element.hidden = link.hidden = count === 0;
      cell.textContent = count;
      listed += count > 0 ? 1 : 0;
    }
    if (here && !here.shows) choose(null);
    tell(shown, listed);
    if (rows) fillTable();
    if (query) search();
  }

  function tellShown(shown, listed) {
    const hidden = passages.length - shown;
    byId("shown").textContent =
      `${counted(shown, "passage", "passages")} in ${counted(listed, "article", "articles")}` +
      (hidden ? `, ${hidden.toLocaleString("en")} hidden` : "");
  }

  /* Counts, of a kind under the themes, of a theme under the kinds, as the reader has them. */
  function tell(shown, listed) {
    tellShown(shown, listed);
    byId("everything").hidden = isOpen();
    for (const button of kindButtons) {
      const kind = KINDS[button.dataset.kind];
      const count = passages.filter((it) => (it.kinds & kind) !== 0 && hasTheme(it)).length;
      button.querySelector(".count").textContent = count;
      button.setAttribute("aria-pressed", (kinds & kind) !== 0);
    }
    const withKind = passages.filter(hasKind);
    for (const { button, own, whole, count } of themeButtons) {
      count.textContent = withKind.filter((it) => it.themes.some((theme) => whole.includes(theme))).length;
      button.setAttribute("aria-pressed", themes.has(own));
    }
  }

  function toggleKind(kind) {
    kinds ^= KINDS[kind];
    applyFilter();
  }

  function toggleTheme(own, whole) {
    const drop = themes.has(own);
    for (const theme of whole) drop ? themes.delete(theme) : themes.add(theme);
    applyFilter();
  }

  function showEverything() {
    kinds = EVERY_KIND;
    themes = new Set();
    applyFilter();
  }

  /* --- Going from place to place ----------------------------------------------------------------------- */

  let here = null;
  /* Where somebody is being taken. */
  let aim = null;

  /* What is folded away is unfolded for whoever goes there. Articles off the screen have no height of their own
     until they come near, a few frames later, so that a long way is gone in steps. */
  function reveal(element, block = "center", frames = 8) {
    for (let at = element.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    element.scrollIntoView({ block });
    aim = element;
    const again = () => aim === element && reveal(element, block, frames - 1);
    if (frames > 0) requestAnimationFrame(again);
  }

  function choose(passage) {
    for (const it of here ? [...here.pieces, here.note] : []) it.classList.remove("here");
    here = passage;
    underlineCues();
    if (!passage) return;
    for (const it of [...passage.pieces, passage.note]) it.classList.add("here");
  }

  function goTo(passage) {
    choose(passage);
    reveal(passage.mark);
    passage.mark.tabIndex = -1;
    passage.mark.focus({ preventScroll: true });
  }

  /* The article on the upper half of the screen. */
  function articleHere() {
    const isAbove = ({ element }) => !element.hidden && element.getBoundingClientRect().top < innerHeight / 2;
    let low = 0;
    let high = articles.length;
    const shown = articles.filter(({ element }) => !element.hidden);
    high = shown.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isAbove(shown[middle])) low = middle + 1;
      else high = middle;
    }
    return { shown, at: low - 1 };
  }

  function stepPassage(step) {
    const shown = passages.filter((it) => it.shows);
    if (shown.length === 0) return;
    if (here) {
      const next = shown[shown.indexOf(here) + step];
      if (next) goTo(next);
      return;
    }
    /* From what is on the screen. */
    const { shown: visible, at } = articleHere();
    const from = at < 0 ? 0 : shown.findIndex((it) => it.article === visible[at]);
    const top = (passage) => passage.mark.getBoundingClientRect().top;
    let next = Math.max(from, 0);
    while (next < shown.length - 1 && shown[next].article === visible[at] && top(shown[next]) < 0) next += 1;
    goTo(shown[step > 0 ? next : Math.max(next - 1, 0)]);
  }

  function stepArticle(step) {
    const { shown, at } = articleHere();
    const next = shown[Math.min(Math.max(at + step, 0), shown.length - 1)];
    if (next) goToHeading(next.element);
  }

  function goToHeading(element) {
    choose(null);
    reveal(element, "start");
    const heading = element.querySelector("h2");
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  function stepParagraph(step) {
    const { shown, at } = articleHere();
    const near = shown.slice(Math.max(at - 1, 0), at + 3).flatMap(({ element }) => all(".t", element));
    const tops = near.filter((it) => it.checkVisibility()).map((it) => [it, it.getBoundingClientRect().top]);
    const slack = 40;
    const next = step > 0 ? tops.find(([, top]) => top > slack) : tops.findLast(([, top]) => top < slack - 8);
    if (next) scrollBy(0, next[1] - slack + 4);
  }

  function goToSection(id) {
    const section = byId(id);
    if (!section) return;
    choose(null);
    if (id === "figures") openTable();
    reveal(section, "start");
    section.focus({ preventScroll: true });
  }

  async function copyPassage() {
    if (!here) return;
    const words = here.pieces.map((piece) => piece.textContent).join("").replace(/\s+/g, " ");
    const title = here.article.element.querySelector("h2").textContent;
    await navigator.clipboard?.writeText(`${words}\n${title}\n`);
    byId("found").textContent = "copied";
  }

  function textNodes(element) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (walker.nextNode()) nodes.push(walker.currentNode);
    return nodes;
  }

  /* --- Search ------------------------------------------------------------------------------------------ */

  /* All text of the articles in one string, folded to what is compared, with a line break between blocks; and
     where in it each node begins. Made when somebody first searches. */
  let index = null;
  let query = "";
  let matches = [];
  let match = -1;
  const MOST_LIT = 5000;

  /* Capitals, accents and curly quotes do not matter; every letter stays one, so that places stay true. */
  const fold = (text) =>
    text.replace(/[^\x21-\x7e]/g, (c) => {
      if (/\s/.test(c)) return " ";
      if (c === "\u2018" || c === "\u2019") return "'";
      if (c === "\u201c" || c === "\u201d") return '"';
      return c.normalize("NFD")[0];
    }).replace(/./g, (c) => c.toLowerCase()[0]);

  function makeIndex() {
    index = { text: "", nodes: [], starts: [] };
    const parts = [];
    let length = 0;
    for (const [nth, { element }] of articles.entries()) {
      for (const block of element.querySelectorAll(".t")) {
        for (const node of textNodes(block)) {
          index.nodes.push({ node, article: nth });
          index.starts.push(length);
          const folded = fold(node.data);
          parts.push(folded);
          length += folded.length;
        }
        parts.push("\n");
        length += 1;
      }
    }
    index.text = parts.join("");
  }

  /* The last node that begins at or before a place. */
  function nodeAt(place) {
    let low = 0;
    let high = index.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (index.starts[middle] <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  function rangeOf(place) {
    const range = new Range();
    const [first, last] = [nodeAt(place), nodeAt(place + query.length - 1)];
    range.setStart(index.nodes[first].node, place - index.starts[first]);
    range.setEnd(index.nodes[last].node, place + query.length - index.starts[last]);
    return range;
  }

  function light(name, ranges) {
    if (!window.CSS?.highlights) return;
    if (ranges.length > 0) CSS.highlights.set(name, new Highlight(...ranges));
    else CSS.highlights.delete(name);
  }

  function search() {
    query = fold(byId("query").value.trim()).replace(/ +/g, " ");
    matches = [];
    match = -1;
    if (query) {
      takeInAll();
      if (!index) makeIndex();
      for (let at = index.text.indexOf(query); at >= 0; at = index.text.indexOf(query, at + query.length)) {
        if (articles[index.nodes[nodeAt(at)].article].shown > 0) matches.push(at);
      }
    }
    light("now", []);
    light("found", matches.slice(0, MOST_LIT).map(rangeOf));
    const inArticles = new Set(matches.map((at) => index.nodes[nodeAt(at)].article)).size;
    byId("found").textContent = !query
      ? ""
      : matches.length === 0
        ? "no match"
        : `${counted(matches.length, "match", "matches")} in ${counted(inArticles, "article", "articles")}`;
  }

  function stepMatch(step) {
    if (matches.length === 0) return;
    match = match < 0 ? firstMatch(step) : (match + step + matches.length) % matches.length;
    const range = rangeOf(matches[match]);
    light("now", [range]);
    reveal(range.startContainer.parentElement);
    byId("found").textContent = `match ${(match + 1).toLocaleString("en")} of ${matches.length.toLocaleString("en")}`;
    if (!window.CSS?.highlights) {
      getSelection().removeAllRanges();
      getSelection().addRange(range);
    }
  }

  /* The first one in the article on screen or behind it, or the last one before. */
  function firstMatch(step) {
    const { shown, at } = articleHere();
    const from = Math.max(articles.indexOf(shown[at]), 0);
    const next = matches.findIndex((place) => index.nodes[nodeAt(place)].article >= from);
    if (step > 0) return Math.max(next, 0);
    return next > 0 ? next - 1 : matches.length - 1;
  }

  function clearSearch() {
    byId("query").value = "";
    search();
  }

  /* The words that made the chosen passage be marked, as its note has them. */
  function underlineCues() {
    const ranges = [];
    const cues = here?.note.querySelector("small")?.textContent.split(", ").map(fold) ?? [];
    for (const node of (here?.pieces ?? []).flatMap((piece) => textNodes(piece))) {
      const words = fold(node.data);
      for (const cue of cues) {
        const at = words.indexOf(cue);
        if (at < 0) continue;
        const range = new Range();
        range.setStart(node, at);
        range.setEnd(node, at + cue.length);
        ranges.push(range);
      }
    }
    light("cue", ranges);
  }

  /* --- The table --------------------------------------------------------------------------------------- */

  /* Until somebody comes near, the table is the text of a `noscript`, as the file has it. */
  let table = null;
  let rows = null;
  let rowsShown = 0;
  const ROWS = 250;

  function openTable() {
    const closed = byId("figures")?.querySelector("noscript");
    if (!closed) return;
    takeInAll();
    const parsed = new DOMParser().parseFromString(closed.textContent, "text/html");
    table = document.adoptNode(parsed.querySelector("table"));
    rows = [...table.tBodies[0].rows].map((row) => {
      const passage = passageOf.get(row.cells[0].firstChild.getAttribute("href").slice(1));
      return { row, passage };
    });
    const scroll = document.adoptNode(parsed.querySelector(".scroll"));
    scroll.replaceChildren(table);
    closed.replaceWith(scroll);
    fillTable();
  }

  /* The first rows that show, as many as were asked for before. */
  function fillTable(count = Math.max(rowsShown, ROWS)) {
    const shown = rows.filter(({ passage }) => passage.shows);
    rowsShown = count;
    table.tBodies[0].replaceChildren(...shown.slice(0, count).map(({ row }) => row));
    const left = shown.length - count;
    byId("more").hidden = left <= 0;
    byId("more").textContent = `Show more: ${left.toLocaleString("en")} are left`;
    byId("figures-shown").textContent =
      counted(shown.length, "figure", "figures") +
      (shown.length < rows.length ? ` of ${rows.length.toLocaleString("en")}` : "");
  }

  function sortBy(heading) {
    const column = heading.cellIndex;
    const isNumber = heading.classList.contains("number");
    const descending = heading.getAttribute("aria-sort") === (isNumber ? "descending" : "ascending") ? !isNumber : isNumber;
    const collator = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
    const key = (row) => (isNumber ? Number(row.cells[column].dataset.value) : row.cells[column].textContent);
    const keyed = rows.map((row) => [key(row.row), row]);
    const order = isNumber ? (a, b) => a[0] - b[0] : (a, b) => collator.compare(a[0], b[0]);
    /* What says nothing comes last either way. */
    const isBlank = ([it]) => it === "" || Number.isNaN(it);
    keyed.sort((a, b) => isBlank(a) - isBlank(b) || (descending ? order(b, a) : order(a, b)));
    for (const other of heading.parentElement.cells) other.removeAttribute("aria-sort");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    rows = keyed.map(([, row]) => row);
    fillTable(ROWS);
  }

  /* --- Keys -------------------------------------------------------------------------------------------- */

  const help = byId("help");
  const lineHeight = () => parseFloat(getComputedStyle(document.body).lineHeight);
  const page = (part) => scrollBy(0, part * innerHeight);

  const ACTIONS = {
    down: () => scrollBy(0, 2 * lineHeight()),
    up: () => scrollBy(0, -2 * lineHeight()),
    "half-page-down": () => page(0.5),
    "half-page-up": () => page(-0.5),
    "page-up": () => page(-0.9),
    top: () => scrollTo(0, 0),
    bottom: () => {
      takeInAll();
      scrollTo(0, document.body.scrollHeight);
    },
    "next-paragraph": () => stepParagraph(1),
    "previous-paragraph": () => stepParagraph(-1),
    "next-passage": () => stepPassage(1),
    "previous-passage": () => stepPassage(-1),
    "next-article": () => stepArticle(1),
    "previous-article": () => stepArticle(-1),
    copy: copyPassage,
    concerns: () => toggleKind("c"),
    opportunities: () => toggleKind("o"),
    statistics: () => toggleKind("s"),
    "all-kinds": () => {
      kinds = EVERY_KIND;
      applyFilter();
    },
    "list-themes": () => {
      openSide(true);
      themeButtons[0]?.button.focus();
    },
    drop: () => {
      if (query) clearSearch();
      else if (here) choose(null);
      else if (!isOpen()) showEverything();
    },
    figures: () => goToSection("figures"),
    dashboard: () => goToSection("overview"),
    search: () => {
      openSide(true);
      byId("query").focus();
      byId("query").select();
    },
    "next-match": () => stepMatch(1),
    "previous-match": () => stepMatch(-1),
    zen: () => root.classList.toggle("zen"),
    fold: () => {
      const { shown, at } = articleHere();
      const folds = shown[at] ? all("details", shown[at].element) : [];
      const open = !folds.every((it) => it.open);
      for (const it of folds) it.open = open;
    },
    help: () => help.showModal(),
  };

  const actionOf = new Map(all("kbd[data-do]", help).map((key) => [key.textContent, ACTIONS[key.dataset.do]]));
  let single = true;

  /* Whoever goes elsewhere is not held. */
  for (const moved of ["wheel", "touchmove", "keydown", "pointerdown"]) {
    addEventListener(moved, () => (aim = null), { capture: true, passive: true });
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || help.open) return;
    if (event.target === byId("query")) {
      pressInSearch(event);
      return;
    }
    if (themesWalked(event)) return;
    const key = event.key === "Escape" ? "Esc" : event.key;
    if (!single && key !== "Esc") return;
    const action = actionOf.get(key);
    if (!action) return;
    event.preventDefault();
    action();
  });

  function pressInSearch(event) {
    if (event.key === "Enter") {
      event.preventDefault();
      search();
      stepMatch(event.shiftKey ? -1 : 1);
      byId("query").blur();
    } else if (event.key === "Escape") {
      event.preventDefault();
      clearSearch();
      byId("query").blur();
    }
  }

  /* The arrows walk a list of filters. */
  function themesWalked(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const list = event.target.closest?.("#themes, #kinds, #contents");
    if (!step || !list) return false;
    const stops = all("button, a:not([hidden])", list);
    stops[stops.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
    return true;
  }

  /* --- Clicks ------------------------------------------------------------------------------------------ */

  function openSide(open) {
    root.classList.remove("zen");
    root.classList.toggle("side-open", open);
    byId("panel").setAttribute("aria-expanded", open);
  }

  /* The colours of the system, then always light, then always dark. */
  const SCHEMES = ["auto", "light", "dark"];

  function turnScheme() {
    const next = SCHEMES[(SCHEMES.indexOf(root.dataset.scheme ?? "auto") + 1) % SCHEMES.length];
    root.dataset.scheme = next;
    nameScheme(next);
  }

  function nameScheme(scheme) {
    byId("scheme").textContent = `Colours: ${scheme}`;
  }

  const BUTTONS = {
    panel: () => openSide(!root.classList.contains("side-open")),
    scheme: turnScheme,
    keys: () => help.showModal(),
    close: () => help.close(),
    everything: showEverything,
    more: () => fillTable(rowsShown + ROWS),
    single: () => {
      single = !single;
      byId("single").setAttribute("aria-pressed", single);
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) {
      const { kind, theme } = button.dataset;
      if (kind) toggleKind(kind);
      else if (theme) toggleTheme(Number(theme), button.dataset.all.split(" ").map(Number));
      else if (button.closest("#figures thead")) sortBy(button.closest("th"));
      else BUTTONS[button.id]?.();
      return;
    }
    const link = event.target.closest("a[href^='#']");
    const aim = link && link.getAttribute("href").slice(1);
    const passage = passageOf.get(aim);
    if (passage) {
      event.preventDefault();
      goTo(passage);
      return;
    }
    const article = link && byId(aim);
    if (article?.tagName === "ARTICLE") {
      event.preventDefault();
      goToHeading(article);
      return;
    }
    const note = event.target.closest(".notes li");
    if (note && getSelection().isCollapsed) {
      goTo(noteOf.get(note));
      return;
    }
    const mark = event.target.closest("mark:not(.off)");
    if (mark && getSelection().isCollapsed) choose(passageOf.get(mark.dataset.of ?? mark.id));
  });

  let typing = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search, 120);
  });

  /* --- The list of articles ---------------------------------------------------------------------------- */

  function list(article) {
    const [item, link, title, count] = ["li", "a", "span", "span"].map((name) => document.createElement(name));
    title.textContent = article.element.querySelector("h2").textContent;
    count.className = "count";
    count.textContent = article.shown;
    link.href = `#${article.element.id}`;
    link.append(title, count);
    item.append(link);
    byId("contents").append(item);
    Object.assign(article, { link: item, count });
    linkOf.set(article.element, link);
    observer.observe(article.element);
  }

  /* The one on screen is marked as such. */
  const linkOf = new Map();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) linkOf.get(target).setAttribute("aria-current", "true");
        else linkOf.get(target).removeAttribute("aria-current");
      }
    },
    { rootMargin: "-30% 0px -69% 0px" },
  );

  /* The table is opened where somebody scrolls to it, and printed whole. */
  function followTable() {
    if (!byId("figures")) return;
    const isNear = (entries) => entries.some((entry) => entry.isIntersecting) && openTable();
    const observer = new IntersectionObserver(isNear, { rootMargin: "1000px" });
    observer.observe(byId("figures"));
    addEventListener("beforeprint", () => {
      openTable();
      fillTable(rows.length);
    });
  }

  /* The counts of what is not filtered stand in the page already. */
  all("article").forEach(takeIn);
  followTable();
  addEventListener("beforeprint", takeInAll);
  if (location.hash) {
    takeInAll();
    byId(location.hash.slice(1))?.scrollIntoView();
  }
  setTimeout(takeInIdly);
  nameScheme("auto");
})();
