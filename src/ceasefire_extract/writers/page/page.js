// What the page does beyond being read: the panel, the filters, sortable tables, the timeline. Without it the page is whole.
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const rows = new Map([...document.querySelectorAll("tr.claim")].map((row) => [row.id, row]));
  const all = rows.size;
  let visible = null; // the ids that the filters let through; null for all
  let claimsTable = null;
  let timeline = null;

  // The panel explains the claim under the pointer or the focus.
  const panel = document.getElementById("panel");
  const content = document.getElementById("panel-content");
  function made(tag, ...parts) {
    const element = document.createElement(tag);
    element.append(...parts);
    return element;
  }
  function quoted(text) {
    const quote = made("q", text);
    quote.dir = "auto";
    return quote;
  }
  function explain(id) {
    const card = data.cards[id];
    const row = rows.get(id);
    if (!card || !row) return;
    const lines = made("dl");
    const line = (name, ...parts) => lines.append(made("dt", name), made("dd", ...parts));
    line("carried by", quoted(card.trigger));
    for (const [role, party, words] of card.roles) line(role, made("bdi", party), ...(words ? [", read from ", quoted(words)] : [", not named in the sentence"]));
    for (const text of card.counts) line("how many", made("bdi", text));
    for (const text of card.dates) line("when", text);
    for (const text of card.phases) line("phase", text);
    for (const [name, words, note] of card.cues) line(name, quoted(words), ...(note ? [", ", made("bdi", note)] : []));
    for (const [name, value] of card.more) line(name, made("bdi", value));
    line("rules", ...card.rules.flatMap((rule) => [made("code", rule), " "]));
    const link = made("a", "link of this claim");
    link.href = "#" + id;
    const more = made("p", link);
    if (card.group) {
      const group = made("a", "its event");
      group.href = "#event-" + card.group;
      more.append(" · ", group);
    }
    const state = row.querySelector(".state").cloneNode(true);
    content.replaceChildren(made("h3", card.event + ": ", state), lines, more);
    panel.hidden = false;
    for (const other of document.querySelectorAll("[aria-current], .current")) {
      other.removeAttribute("aria-current");
      other.classList.remove("current");
    }
    for (const part of document.querySelectorAll('[data-claim="' + CSS.escape(id) + '"]')) {
      if (part.tagName === "A") part.setAttribute("aria-current", "true");
      else part.classList.add("current");
    }
  }
  const texts = document.querySelector(".texts");
  if (texts) {
    for (const kind of ["pointerover", "focusin"]) {
      texts.addEventListener(kind, (event) => {
        const part = event.target.closest("[data-claim]");
        if (part) explain(part.dataset.claim);
      });
    }
    if (window.matchMedia("(min-width: 62rem)").matches) panel.hidden = false;
  }
  document.getElementById("close-panel").addEventListener("click", () => { panel.hidden = true; });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.hidden = true; });

  // A claim's link brings it into view, whatever page of the table or closed part it stands in.
  function open(element) {
    for (let at = element; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
  }
  function go() {
    const id = decodeURIComponent(location.hash.slice(1));
    for (const row of document.querySelectorAll("tr.at")) row.classList.remove("at");
    const row = rows.get(id);
    if (row) {
      if (visible && !visible.has(id)) { form.reset(); filter(); }
      if (claimsTable) showPageOf(row);
      row.classList.add("at");
      explain(id);
      row.scrollIntoView({ block: "center" });
      row.focus({ preventScroll: true });
      return;
    }
    const target = id && document.getElementById(id);
    if (target) {
      open(target);
      target.scrollIntoView({ block: target.tagName === "A" ? "center" : "start" });
      if (target.tagName === "A") target.focus({ preventScroll: true });
    }
  }
  window.addEventListener("hashchange", go);

  // Filters: within a facet any of the ticked values, over facets all of them.
  const form = document.getElementById("facets");
  const values = (row, facet) => (row.dataset[facet] || "").split("\t").filter(Boolean);
  function ticked() {
    const wanted = new Map();
    for (const box of form.querySelectorAll("input:checked")) {
      if (!wanted.has(box.name)) wanted.set(box.name, new Set());
      wanted.get(box.name).add(box.value);
    }
    return wanted;
  }
  function passes(row, wanted, except) {
    for (const [facet, chosen] of wanted) {
      if (facet !== except && !values(row, facet).some((value) => chosen.has(value))) return false;
    }
    return true;
  }
  function filter() {
    const wanted = ticked();
    visible = wanted.size ? new Set([...rows.values()].filter((row) => passes(row, wanted)).map((row) => row.id)) : null;
    document.getElementById("shown").textContent = (visible ? visible.size : all) + " of " + all + " claims";
    for (const set of form.querySelectorAll("fieldset")) count(set, wanted);
    for (const part of document.querySelectorAll(".text [data-claim]")) {
      const out = visible && !visible.has(part.dataset.claim);
      if (part.tagName === "A") part.classList.toggle("filtered", Boolean(out));
      else part.classList.toggle("dim", Boolean(out));
    }
    for (const part of document.querySelectorAll("[data-claims]")) {
      const own = part.dataset.claims.split(" ").filter(Boolean);
      part.classList.toggle("filtered", Boolean(visible) && !own.some((id) => visible.has(id)));
    }
    if (claimsTable) claimsTable.draw();
    else for (const row of rows.values()) row.classList.toggle("filtered", Boolean(visible) && !visible.has(row.id));
    if (timeline) draw();
  }
  function count(set, wanted) {
    const facet = set.dataset.facet;
    const numbers = new Map();
    for (const row of rows.values()) {
      if (!passes(row, wanted, facet)) continue;
      for (const value of values(row, facet)) numbers.set(value, (numbers.get(value) || 0) + 1);
    }
    for (const box of set.querySelectorAll("input")) box.parentElement.querySelector(".number").textContent = numbers.get(box.value) || 0;
  }
  if (window.matchMedia("(max-width: 40rem)").matches) form.querySelector("details").open = false;
  form.hidden = !form.querySelector("fieldset");
  form.addEventListener("change", filter);
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());

  // Tables that can be sorted and searched.
  const words = {
    search: "Search:", lengthMenu: "_MENU_ a page", info: "_START_ to _END_ of _TOTAL_", infoEmpty: "none", infoFiltered: "(of _MAX_)",
    zeroRecords: "none fits", emptyTable: "none",
  };
  function table(id, options) {
    const element = document.getElementById(id);
    if (!element) return null;
    return new DataTable(element, { autoWidth: false, order: [], language: words, ...options });
  }
  function showPageOf(row) {
    claimsTable.search("");
    claimsTable.draw();
    const at = claimsTable.rows({ order: "applied", search: "applied" }).nodes().indexOf(row);
    if (at >= 0) claimsTable.page(Math.floor(at / claimsTable.page.len())).draw("page");
  }
  DataTable.ext.search.push((settings, _, at) => {
    if (settings.nTable.id !== "claims-table" || !visible) return true;
    return visible.has(settings.aoData[at].nTr.id);
  });
  table("differences-table", { paging: data.items.length > 2000 });
  claimsTable = table("claims-table", { pageLength: 50, lengthMenu: [25, 50, 200, { label: "all", value: -1 }] });

  // The timeline is drawn when it comes into view.
  const place = document.getElementById("timeline-drawing");
  function lanesOf(item) {
    const by = document.getElementById("lanes").value;
    return by === "parties" ? item.parties : [item[by]];
  }
  function draw() {
    const lanes = new Set();
    const items = [];
    const latest = data.items.map((item) => item.end || item.start).sort().pop();
    data.items.forEach((item, number) => {
      if (visible && !visible.has(item.anchor)) return;
      for (const lane of lanesOf(item)) {
        lanes.add(lane);
        const day = item.start.slice(0, 10);
        const end = item.open ? latest.slice(0, 10) : item.end.slice(0, 10);
        const entry = {
          id: number + "/" + lane, group: lane, start: day, className: "st-" + item.status + (item.open ? " open-end" : ""), item,
          title: "", type: item.open || end !== day ? "range" : "point",
        };
        if (entry.type === "range") entry.end = new Date(Date.parse(end) + 86400000).toISOString();
        items.push(entry);
      }
    });
    const groups = [...lanes].sort().map((lane) => ({ id: lane, content: lane }));
    if (timeline) {
      timeline.setData({ items, groups });
      return;
    }
    const text = (value) => document.createTextNode(value);
    // The days about the middle one: a claim of ten years ago must not make the news a dot. All else is there to be scrolled to.
    const day = 86400000;
    const days = items.map((one) => Date.parse(one.start)).sort((a, b) => a - b);
    const middle = days[Math.floor(days.length / 2)];
    const near = days.filter((one) => Math.abs(one - middle) <= 60 * day);
    const first = near[0];
    const last = near[near.length - 1];
    const span = Math.max(last - first, 4 * day);
    timeline = new vis.Timeline(place, items, groups, {
      start: new Date(first - span * 0.08), end: new Date(last + span * 0.35), showCurrentTime: false,
      stack: true, maxHeight: 520, verticalScroll: true, horizontalScroll: true, zoomKey: "ctrlKey", zoomMin: 86400000,
      selectable: true, showTooltips: false, orientation: "top", margin: { item: 4 },
      template: (entry) => {
        const span = document.createElement("span");
        const item = entry.item || {};
        const sign = (document.querySelector(".key .st-" + item.status) || { textContent: "" }).textContent.trim();
        span.append(text((item.negative ? "✕ " : "") + sign + " " + item.what));
        return span;
      },
      groupTemplate: (group) => {
        const label = document.createElement("bdi");
        label.append(text(group ? group.content : ""));
        return label;
      },
    });
    timeline.on("select", (event) => {
      const number = Number(String(event.items[0] || "").split("/")[0]);
      if (event.items.length) location.hash = data.items[number].anchor;
    });
  }
  if (place && data.items.length) {
    document.querySelector("#timeline .controls").hidden = false;
    document.getElementById("timeline-list").open = false;
    document.getElementById("lanes").addEventListener("change", draw);
    new IntersectionObserver((seen, observer) => {
      if (!seen.some((one) => one.isIntersecting)) return;
      observer.disconnect();
      draw();
    }, { rootMargin: "300px" }).observe(place);
  }
  go();
  document.documentElement.dataset.ready = "true";
})();
