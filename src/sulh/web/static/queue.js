/* Answers given without a network wait on this telephone and are sent, in order, once it is back. Each has a random id:
   it counts once, however often it is sent. Standard profile only; without this script every page works as well. */
"use strict";
(() => {
  const told = document.getElementById("offline");
  const form = () => document.getElementById("question");
  if (!told || !form()) return;
  const KEY = "q";
  const { waits, sent, late, again, gone, none } = told.dataset;
  const ANSWERS = ["agree", "disagree", "pass"];
  let who = told.dataset.who, ahead = [], busy = false, sending = false, pause = 2000;

  const read = () => {
    try {
      const kept = JSON.parse(localStorage.getItem(KEY));
      return kept && kept.who === who ? kept.all : [];
    } catch { return []; }
  };
  const write = all => {
    if (all.length) localStorage.setItem(KEY, JSON.stringify({ who, all }));
    else localStorage.removeItem(KEY);
  };
  const tell = text => { told.textContent = text; told.hidden = !text; };
  const parse = text => new DOMParser().parseFromString(text, "text/html");
  const asked = at => at.querySelector("[name=statement]")?.value;
  const random = () => {
    const b = crypto.getRandomValues(new Uint8Array(16));
    b[6] = b[6] & 15 | 64; b[8] = b[8] & 63 | 128;
    return Array.from(b, x => x.toString(16).padStart(2, "0")).join("");
  };
  const send = async (address, fields) => {
    const stop = new AbortController(), timer = setTimeout(() => stop.abort(), 10000);
    try {
      const response = await fetch(address, { method: fields ? "POST" : "GET", body: fields, signal: stop.signal });
      if (response.status >= 500) throw new Error("not saved");
      return response;
    } finally { clearTimeout(timer); }
  };

  const fill = async () => {
    if (ahead.length > 2 || !form()) return;
    try {
      const page = parse(await (await send("/ahead")).text());
      const known = [asked(form()), ...read().map(one => one.statement)];
      ahead = [...page.querySelectorAll("section")].filter(one => !known.includes(asked(one)));
    } catch { /* there is no network: what was fetched before is what there is */ }
  };
  const next = () => {
    const one = ahead.shift();
    if (one) document.getElementById("one").replaceChildren(...one.childNodes);
    else form().replaceChildren(none);
  };
  const swap = async response => {
    if (response.redirected) { location.assign(response.url); return; }
    const page = parse(await response.text());
    who = page.getElementById("offline")?.dataset.who ?? who; /* somebody else may have come in: this is their page */
    document.querySelector("main").replaceWith(page.querySelector("main"));
    if (form()) ahead = ahead.filter(one => asked(one) !== asked(form()));
    document.querySelector("main").focus();
    scrollTo(0, 0);
  };

  const goOn = async () => {
    if (form() && !asked(form())) await swap(await send("/answer"));
    fill();
  };

  const sendOne = async one => {
    const fields = new FormData();
    for (const name of ["token", "round", "statement", "answer"]) fields.set(name, one[name]);
    fields.set("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    const { status } = await send("/deliver", fields);
    if (status === 403 || status === 404) { tell(again); return false; }
    const rest = read().slice(1);
    write(rest);
    pause = 2000;
    if (status !== 200) tell(late);
    else if (!rest.length) tell(sent);
    return true;
  };
  const deliver = async () => {
    if (sending) return;
    sending = true;
    let more = false, wait = 0;
    try {
      const [first] = read();
      if (first) more = await sendOne(first);
      else await goOn();
    } catch {
      more = true;
      wait = pause;
      pause = Math.min(2 * pause, 60000);
    } finally { sending = false; }
    if (more) setTimeout(deliver, wait);
  };

  document.addEventListener("submit", async event => {
    if (event.target !== form()) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const answer = event.submitter.value, fields = new FormData(form());
    fields.set("answer", answer);
    try {
      if (read().length) throw new Error("those before come first");
      await swap(await send("/answer", fields));
      tell("");
      fill();
    } catch {
      if (ANSWERS.includes(answer)) {
        const { round, statement } = Object.fromEntries(fields);
        try {
          write([...read(), { token: random(), round, statement, answer }]);
        } catch { form().submit(); return; }
      }
      if (answer !== "done") next();
      tell(waits);
      setTimeout(deliver, pause);
    } finally { busy = false; }
  });
  addEventListener("online", deliver);
  addEventListener("storage", ({ key, newValue }) => {
    if (key === KEY && newValue && JSON.parse(newValue).who !== who && told.textContent === waits) tell(gone);
  });
  if (!read().length && localStorage.getItem(KEY)) { /* of somebody before: it goes, and a tab of theirs says so */
    write([{}]);
    write([]);
  }
  deliver();
})();
