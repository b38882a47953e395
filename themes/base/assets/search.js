/* Search within the portal. A classic script: it also works from a folder (file://).

   The index is a script of its own that assigns window.SEARCH_INDEX; either the page
   loads it before this file, or the form names it in data-index. All texts shown come
   from data attributes of the page. Text is only ever put in as text nodes.

   site_builder.suggest.fold and site_builder.search.index are the other half: fold() and
   WORD must give the same there and here (tests/unit/search/fold_vectors.json). */
(function () {
  "use strict";

  var WAIT_MS = 150;
  var MOST_SHOWN = 50;
  var LETTERS =
    "\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u1fff" +
    "\u2c00-\u2dff\u3040-\ud7ff\uf900-\ufdff";
  var WORD = new RegExp("[0-9a-z" + LETTERS + "]+", "g");
  var WRITTEN_WORD = new RegExp("[0-9A-Za-z" + LETTERS + "]+", "g");
  var MARKS = /[\u0300-\u036f\u0483-\u0487\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f]/g;

  /* đ has no decomposition in Unicode, so it is mapped by hand. */
  function fold(text) {
    return text
      .toLowerCase()
      .replace(/đ/g, "d")
      .replace(/ß/g, "ss")
      .replace(/ς/g, "σ")
      .normalize("NFD")
      .replace(MARKS, "")
      .normalize("NFC");
  }

  function wordsOf(text) {
    return fold(text).match(WORD) || [];
  }

  function startsWith(text, start) {
    return text.lastIndexOf(start, 0) === 0;
  }

  /* 2: the very word is among them, 1: one begins with it, 0: neither. */
  function closeness(words, wanted) {
    var best = 0;
    for (var i = 0; i < words.length; i += 1) {
      if (words[i] === wanted) {
        return 2;
      }
      if (startsWith(words[i], wanted)) {
        best = 1;
      }
    }
    return best;
  }

  /* Unpack what site_builder.search.index wrote. */
  function open(packed) {
    var places = packed.places.split(",");
    return {
      words: packed.words ? packed.words.split(" ") : [],
      places: places,
      pages: packed.pages.map(function (page) {
        return {
          title: page[0],
          address: page[1],
          kind: page[2],
          headings: page[3],
          summary: page[4],
          titleWords: wordsOf(page[0]),
          headingWords: wordsOf(page[3].join(" "))
        };
      })
    };
  }

  function pagesAt(index, position) {
    var number = 0;
    return index.places[position].split(" ").map(function (step) {
      number += parseInt(step, 36);
      return number;
    });
  }

  /* Points of each page that has the word, by the page's number. */
  function pointsFor(index, wanted) {
    var points = {};
    index.words.forEach(function (word, position) {
      if (!startsWith(word, wanted)) {
        return;
      }
      var inText = word === wanted ? 2 : 1;
      pagesAt(index, position).forEach(function (number) {
        points[number] = Math.max(points[number] || 0, inText);
      });
    });
    Object.keys(points).forEach(function (number) {
      var page = index.pages[number];
      points[number] +=
        8 * closeness(page.titleWords, wanted) + 3 * closeness(page.headingWords, wanted);
    });
    return points;
  }

  /* The pages that have all words of a query, the best first; equal ones in site order. */
  function find(index, query) {
    var wanted = wordsOf(query);
    if (!wanted.length) {
      return [];
    }
    var each = wanted.map(function (word) {
      return pointsFor(index, word);
    });
    var phrase = wanted.join(" ");
    var found = [];
    index.pages.forEach(function (page, number) {
      var has = each.every(function (points) {
        return points[number] > 0;
      });
      if (!has) {
        return;
      }
      var total = (" " + page.titleWords.join(" ")).indexOf(" " + phrase) >= 0 ? 10 : 0;
      each.forEach(function (points) {
        total += points[number];
      });
      found.push({ page: page, points: total, number: number });
    });
    found.sort(function (a, b) {
      return b.points - a.points || a.number - b.number;
    });
    return found.map(function (one) {
      return one.page;
    });
  }

  /* Put a text into an element, with a <mark> around each word that was looked for. */
  function putMarked(element, text, wanted) {
    var written = text.normalize("NFC");
    var rest = 0;
    written.replace(WRITTEN_WORD, function (word, position) {
      var folded = wordsOf(word)[0] || "";
      var isHit = wanted.some(function (one) {
        return startsWith(folded, one);
      });
      if (isHit) {
        var mark = document.createElement("mark");
        mark.textContent = word;
        element.appendChild(document.createTextNode(written.slice(rest, position)));
        element.appendChild(mark);
        rest = position + word.length;
      }
      return word;
    });
    element.appendChild(document.createTextNode(written.slice(rest)));
  }

  function addPart(item, tag, name, text, wanted) {
    var part = document.createElement(tag);
    part.className = name;
    putMarked(part, text, wanted);
    item.appendChild(part);
    return part;
  }

  /* What the list of all pages calls the group of each address ("Chỉ tiêu", "Đơn vị"). */
  function groupNames(all) {
    var names = {};
    Array.prototype.forEach.call(all ? all.querySelectorAll("section") : [], function (section) {
      var heading = section.querySelector("h2");
      Array.prototype.forEach.call(section.querySelectorAll("a"), function (link) {
        names[link.getAttribute("href")] = heading ? heading.textContent : "";
      });
    });
    return names;
  }

  function makeItem(page, wanted, group) {
    var item = document.createElement("li");
    item.className = "result";
    var link = addPart(item, "a", "result__title", page.title, wanted);
    link.href = page.address;
    if (group) {
      addPart(item, "span", "result__kind", group, []);
    }
    var heading = page.headings.filter(function (text) {
      return wordsOf(text).some(function (word) {
        return wanted.some(function (one) {
          return startsWith(word, one);
        });
      });
    })[0];
    if (heading) {
      addPart(item, "p", "result__heading", heading, wanted);
    }
    if (page.summary) {
      addPart(item, "p", "result__summary", page.summary, wanted);
    }
    return item;
  }

  function start(form) {
    var input = form.querySelector("input[type=search]");
    var status = document.querySelector("[data-search-status]");
    var list = document.querySelector("[data-search-results]");
    var all = document.querySelector("[data-search-all]");
    if (!input || !status || !list) {
      return;
    }
    var groups = groupNames(all);
    var index = null;
    var timer = 0;

    function say(key, count) {
      var name = "data-text-" + key;
      var text = form.getAttribute(name) || status.getAttribute(name) || "{count}";
      status.textContent = text.replace("{count}", String(count));
    }

    function show() {
      var query = input.value;
      var wanted = wordsOf(query);
      list.textContent = "";
      if (all) {
        all.hidden = wanted.length > 0;
      }
      if (!wanted.length || !index) {
        status.textContent = "";
        return;
      }
      var found = find(index, query);
      say(found.length === 0 ? "none" : found.length === 1 ? "one" : "many", found.length);
      found.slice(0, MOST_SHOWN).forEach(function (page) {
        list.appendChild(makeItem(page, wanted, groups[page.address]));
      });
    }

    /* The address keeps the query, so that a search can be sent on; a folder refuses that. */
    function remember() {
      try {
        history.replaceState(null, "", input.value ? "?q=" + encodeURIComponent(input.value) : "?");
      } catch (refused) {
        return;
      }
    }

    function soon() {
      window.clearTimeout(timer);
      timer = window.setTimeout(show, WAIT_MS);
    }

    function move(event) {
      var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
      var links = Array.prototype.slice.call(list.querySelectorAll("a"));
      if (!step || !links.length) {
        return;
      }
      var next = links.indexOf(document.activeElement) + step;
      event.preventDefault();
      (links[Math.min(next, links.length - 1)] || input).focus();
    }

    function ready() {
      index = window.SEARCH_INDEX ? open(window.SEARCH_INDEX) : null;
      show();
    }

    var asked = /[?&]q=([^&]*)/.exec(window.location.search);
    if (asked) {
      try {
        input.value = decodeURIComponent(asked[1].replace(/\+/g, " "));
      } catch (malformed) {
        input.value = "";
      }
    }
    input.addEventListener("input", soon);
    input.addEventListener("keydown", function (event) {
      if (event.key === "Escape" && input.value) {
        event.preventDefault();
        input.value = "";
        show();
        remember();
      } else if (event.key === "ArrowDown") {
        move(event);
      }
    });
    list.addEventListener("keydown", move);
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      window.clearTimeout(timer);
      show();
      remember();
    });

    if (window.SEARCH_INDEX || !form.getAttribute("data-index")) {
      ready();
      return;
    }
    var script = document.createElement("script");
    script.src = form.getAttribute("data-index");
    script.onload = ready;
    document.head.appendChild(script);
  }

  window.PORTAL_SEARCH = { fold: fold, wordsOf: wordsOf, open: open, find: find };
  Array.prototype.forEach.call(document.querySelectorAll("[data-search]"), start);
})();
