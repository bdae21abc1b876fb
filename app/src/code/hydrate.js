(script, module) => {
  // When the page started to navigate away, even before its code was loaded: milliseconds of its own clock.
  addEventListener("beforeunload", () => (document.documentElement.dataset.left = performance.now()));
  // Input from before the page was hydrated is replayed once it is.
  const early = { input: new Set(), change: new Set() };
  const note = ({ type, target }) => early[type].add(target);
  for (const type in early) addEventListener(type, note, true);
  const tell = () => {
    for (const type in early) {
      removeEventListener(type, note, true);
      for (const target of early[type]) target.dispatchEvent(new Event(type, { bubbles: true }));
    }
  };
  const begin = async () => {
    const hint = (href, kind) =>
      document.head.append(Object.assign(document.createElement("link"), { href, crossOrigin: "", ...kind }));
    hint(module, { rel: "preload", as: "fetch", type: "application/wasm" });
    const lists = [...document.querySelectorAll('meta[name="code"]')].flatMap((meta) => meta.content.split(" "));
    for (const href of new Set(lists.filter(Boolean))) {
      // Parts are fetched once the module runs, which takes seconds on a slow machine: until then the browser's cache
      // keeps them, because a preload is only meant for immediate use. If a part could not be fetched, whatever needs
      // it tries again.
      if (href.endsWith(".wasm")) fetch(href).then((part) => part.arrayBuffer()).catch(() => {});
      else hint(href, { rel: "modulepreload" });
    }
    const code = await import(script);
    await code.default({ module_or_path: module });
    // The browser paints and handles input between two tasks.
    await new Promise((done) => setTimeout(done));
    await code.hydrate();
    tell();
  };
  addEventListener("DOMContentLoaded", () => {
    // A hidden page is never painted.
    if (document.hidden) setTimeout(begin);
    else requestAnimationFrame(() => setTimeout(begin));
  });
}
