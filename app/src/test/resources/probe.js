// Looks at a page from inside and tells its parent, or the page itself, what it sees.
addEventListener('load', () => setTimeout(() => {
  const style = getComputedStyle(document.documentElement);
  const brightness = colour => colour.match(/\d+/g).slice(0, 3).reduce((sum, c) => sum + Number(c), 0) / 3;
  const charts = [...document.querySelectorAll('.chart')].map(place => {
    const svg = place.querySelector('svg');
    const frame = svg ? svg.getBoundingClientRect() : {left: 0, right: 0, top: 0, bottom: 0, width: 0};
    const cut = svg ? [...svg.querySelectorAll('text')].filter(t => {
      const box = t.getBoundingClientRect();
      return box.width > 0 && (box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    }).map(t => t.textContent) : [];
    return {id: place.id, paths: svg ? svg.querySelectorAll('path').length : 0, texts: svg ? svg.querySelectorAll('text').length : 0, width: Math.round(frame.width), cut};
  });
  const seen = {page: document.title, width: innerWidth, scroll: document.documentElement.scrollWidth, errors: window.errors, charts,
    background: brightness(style.backgroundColor), ink: brightness(style.color)};
  if (parent === window) {
    document.body.appendChild(Object.assign(document.createElement('pre'), {id: 'probe', textContent: JSON.stringify([seen])}));
  } else {
    parent.postMessage(seen, '*');
  }
}, 300));
