import { describe, expect, test } from 'vitest';
import { textOfHtml, textsOfHtml } from './text-of-html.ts';

test.each<[string, string, string]>([
  [
    'paragraphs',
    '<p>Apples are\n  red.</p><p>Pears <b>are</b> green.',
    'Apples are red.\nPears are green.',
  ],
  ['words in marks', '<b>A</b>pples<i> are </i>red', 'Apples are red'],
  ['line breaks', 'Apples<br>Pears<br/><br>Plums</br>Figs', 'Apples\nPears\nPlums\nFigs'],
  ['a list', '<ul>\n<li>Apples<li>Pears<ol><li>Nashi</ol></ul>', 'Apples\nPears\nNashi'],
  [
    'terms',
    '<dl><dt>Malus<dd>the apple<dt>Pyrus<dd>the pear</dl>',
    'Malus\nthe apple\nPyrus\nthe pear',
  ],
  [
    'a table',
    '<table><caption>Fruit</caption><tr><th>Name<th>Genus</tr><tr><td><p>Apple</p></td><td><p>Malus</td></table>Sour',
    'Fruit\nName\tGenus\nApple\tMalus\nSour',
  ],
  [
    'code',
    '<p>So:</p><pre>\n  if a &lt; b:\r\n\treturn\n\n</pre>then',
    'So:\n  if a < b:\n\treturn\nthen',
  ],
  [
    'entities',
    'Tom &amp; Jerry&nbsp;&#x2014; caf&eacute; &notin;&#0; AT&T &lt;b&gt;',
    'Tom & Jerry — café ∉\uFFFD AT&T <b>',
  ],
  ['places where words may be broken', 'Apfel&shy;baum<wbr>blüte&#8203;n', 'Apfelbaumblüten'],
  ['spaces of other scripts', '林檎　<b>梨</b>　桃', '林檎　梨　桃'],
  [
    'images',
    'See<img src="a.png" alt="an &quot;apple&quot;">here<img alt="">.',
    'See an "apple" here .',
  ],
  ['no blank before what leads', '<textarea></textarea>after', 'after'],
  ['an image that leads', '<img alt="pic">x', 'pic x'],
  ['images in code', '<pre>a<img alt="b">\n<img alt="c">d</pre>', 'a b\nc d'],
  ['names in capitals', '<P>Apples</P><SCRIPT>x</SCRIPT><DIV HIDDEN>Bolts</DIV>', 'Apples'],
  ['what is no element', 'a < b, 3<4 & c', 'a < b, 3<4 & c'],
  ['what only a comment hides', '<p style="/*;display:none;*/color:red">Red</p>', 'Red'],
  ['no markup', 'Apples are red.', 'Apples are red.'],
  ['a fragment that is cut off', 'Apples <a href="http://127.0.0.1', 'Apples'],
])('reads %s', (_, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test.each<[string, string]>([
  ['scripts', '<script>var a = "<p>Bolts</p>";</script>'],
  ['styles', '<style>p { color: red }</style>'],
  ['templates', '<template><p>Bolts</p></template>'],
  ['what stands in for scripts', '<noscript><p>Bolts</p></noscript>'],
  ['comments', '<!-- Bolts --><!Bolts><?php Bolts ?><![CDATA[Bolts]]>'],
  ['drawings', '<svg><title>Bolts</title><text>Bolts<path/></text></svg>'],
  [
    'what stands in for what is shown',
    '<iframe>Bolts</iframe><video>Bolts</video><canvas>Bolts</canvas>',
  ],
  [
    'what forms are filled in by',
    '<button>Bolts</button><select><option>Bolts</select><textarea>Bolts</textarea>',
  ],
  ['hidden elements', '<div hidden>Bolts<div>Nuts</div></div><p aria-hidden="true">Bolts</p>'],
  [
    'elements hidden by style',
    '<p style="color:red; DISPLAY : none">Bolts</p><p style="visibility:hidden">Bolts</p>',
  ],
  [
    'elements hidden by style among comments',
    '<p style="/**/display:none">Bolts</p><p style="color:red;/* a */display/*b*/: none">Bolts</p>',
  ],
  ['a hidden element without an end', '<ul><li hidden>Bolts<p>Nuts<li></ul>'],
  ['hidden images', '<img hidden alt="Bolts"><span aria-hidden=true><img alt="Bolts"></span>'],
  ['navigation', '<nav><a>Bolts</a></nav><div role="navigation">Bolts</div>'],
  [
    'heads and feet',
    '<header>Bolts</header><footer>Bolts</footer><div role="Banner main">Bolts</div>',
  ],
  ['side notes', '<aside><article>Bolts and nuts and washers</article></aside>'],
  ['dialogs', '<dialog>Bolts</dialog><dialog open>Bolts</dialog><div role="dialog">Cookies</div>'],
  ['forms', '<form><p>Ask for bolts</p><input value="Bolts"></form><search>Bolts</search>'],
])('leaves out %s', (_, html) => {
  expect(textOfHtml(`${html}<p>Apples are red, pears are green.</p>`)).toBe(
    'Apples are red, pears are green.',
  );
  expect(textOfHtml(`<p>Apples are red, pears are green.</p>${html}`)).toBe(
    'Apples are red, pears are green.',
  );
});

describe('of a page', () => {
  test('takes `main`, with the head of it, whatever stands around', () => {
    const html =
      '<form><div>Cookies? Many and many more words than the text has</div>' +
      '<main><header><h1>Apples</h1></header><p>Red.</p><footer>Share</footer></main></form><div>Related</div>';
    expect(textOfHtml(html)).toBe('Apples\nRed.');
    expect(textOfHtml(html.replace('<main>', '<div role="main">'))).toBe('Apples\nRed.');
  });

  test('takes its articles, where they hold half of the text', () => {
    const articles = '<article><h2>Apples</h2>Red.</article><article>Pears</article>';
    expect(textOfHtml(`<div>Sale today</div>${articles}`)).toBe('Apples\nRed.\nPears');
    expect(textOfHtml(`<div>A text of its own, longer than these</div>${articles}`)).toBe(
      'A text of its own, longer than these\nApples\nRed.\nPears',
    );
  });

  test('takes a form that holds most of the text, and what stands around where there is nothing else', () => {
    expect(textOfHtml('<a>Skip</a><form><p>The whole page is a form.</p></form>')).toBe(
      'Skip\nThe whole page is a form.',
    );
    expect(textOfHtml('<nav>Home</nav><main></main><footer>Imprint</footer>')).toBe(
      'Home\nImprint',
    );
  });

  test('leads with its title, unless the text begins with it', () => {
    const page = (title: string) =>
      `<!doctype html><html><head><title>${title}</title></head><body style="visibility: hidden"><h1>Apples</h1>Red.<title>Bolts</title>`;
    expect(textOfHtml(page('Fruit &amp;\n more'))).toBe('Fruit & more\nApples\nRed.');
    expect(textOfHtml(page('Apples'))).toBe('Apples\nRed.');
    expect(textOfHtml('<title>Apples</title><script>draw()</script>')).toBe('Apples');
    expect(textOfHtml('<title>Go</title><h1>Google pricing</h1>')).toBe('Go\nGoogle pricing');
    expect(textOfHtml('<title>Go</title><h1>Go: pricing</h1>')).toBe('Go: pricing');
    expect(textOfHtml('<title>Foo</title><pre>  Foo\nbar</pre>')).toBe('  Foo\nbar');
    expect(textOfHtml('<title>Foo</title><svg></svg>Foo is here')).toBe('Foo is here');
  });
});

test.each([
  '',
  ' ',
  '&nbsp;&shy;',
  '<p></p><br>',
  '<script>draw()</script>',
  '<div hidden>Bolts</div>',
  '<img alt=" ">',
])('gives an empty text for %j', (html) => {
  expect(textOfHtml(html)).toBe('');
});

test.each<[string, string, string]>([
  ['spaces at the ends of its lines', '<pre>a <i>  </i>\n</pre>b', 'a\nb'],
  ['its indents', 'a<pre>  <b>b</b>\n<b>  c</b> <i>d</i></pre>', 'a\n  b\n  c d'],
  ['empty lines around it', '<pre>\n\n \n  a</pre><pre> </pre><p></p><pre>\n\n</pre>b', '  a\nb'],
  ['empty lines inside of it', '<pre>a\n\n<b>b</b></pre>', 'a\n\nb'],
])('of code reads %s', (_, html, text) => {
  expect(textOfHtml(html)).toBe(text);
});

test('reads the first million characters of a text', () => {
  const text = textOfHtml('<p>Apples are red. </p>'.repeat(100_000));
  expect(text.length).toBeGreaterThan(1_000_000);
  expect(text.length).toBeLessThan(1_100_000);
});

describe('textsOfHtml', () => {
  test('gives the texts in order, those of long ones too', async () => {
    const long = '<p title="&amp;">Apples &amp; pears</p>\n'.repeat(5000);
    expect(await textsOfHtml(['<b>Figs</b>', long, ''])).toEqual(['Figs', textOfHtml(long), '']);
    expect(await textsOfHtml([])).toEqual([]);
  });

  test('reads a line break between two slices as one', async () => {
    const line = 'x'.repeat(16_384 - 6);
    expect(await textsOfHtml([`<pre>${line}\r\nline two`])).toEqual([`${line}\nline two`]);
  });

  test('lets other work through', async () => {
    let isDone = false;
    let rounds = 0;
    const count = () => {
      rounds += 1;
      if (!isDone) setImmediate(count);
    };
    setImmediate(count);
    const page = `<main>${'<p class="a">Apples <b>are</b> red.</p>\n'.repeat(100)}</main>`;
    await textsOfHtml(Array.from({ length: 400 }, () => page));
    isDone = true;
    // 1.7 million characters take tens of milliseconds, of which one round has five.
    expect(rounds).toBeGreaterThan(3);
  });
});
