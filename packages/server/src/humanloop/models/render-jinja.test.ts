import { describe, expect, it } from 'vitest'
import { JinjaError, renderJinja } from './render-jinja.js'

const inputs = { name: 'Ada', n: 3, list: ['b', 'a'], people: [{ name: 'Ada', age: 36 }, { name: 'Bob', age: 7 }], map: { x: 1 }, text: ' Hello ' }

describe('rendering Jinja', () => {
  it.each([
    ['Hi {{ name }}!\n', 'Hi Ada!'],
    ['{{ missing }}|{{ missing | default("none") }}', '|none'],
    ['{% if missing is defined %}a{% elif n > 2 and name %}b{% else %}c{% endif %}', 'b'],
    ['{% for x in list %}\n{{ loop.index }}:{{ x }}\n{% endfor %}', '\n1:b\n\n2:a\n'],
    ['{% for x in list -%} {{ x }}{% if not loop.last %}, {% endif %}{%- endfor %}', 'b, a'],
    ['{% for x in [] %}{{ x }}{% else %}empty{% endfor %}', 'empty'],
    ['{% for key, value in map.items() %}{{ key }}={{ value }}{% endfor %}', 'x=1'],
    ['{{ list | sort | join(", ") }} {{ people | map(attribute="name") | join("/") }}', 'a, b Ada/Bob'],
    ['{{ people | selectattr("name", "equalto", "Ada") | list | length }}', '1'],
    ['{{ text | trim | upper | replace("L", "l") }} {{ text.strip() }}', 'HEllO Hello'],
    ['{% set ns = namespace(total=0) %}{% for p in people %}{% set ns.total = ns.total + p.age %}{% endfor %}{{ ns.total }}', '43'],
    ['{% macro greet(who, word="Hi") %}{{ word }} {{ who }}{% endmacro %}{{ greet(name) }}, {{ greet("Bob", word="Yo") }}', 'Hi Ada, Yo Bob'],
    ['{# a remark #}{{ "yes" if n == 3 else "no" }} {{ n // 2 }} {{ n * 2 + 1 }} {{ name ~ n }}', 'yes 1 7 Ada3'],
    ['{{ people[0].name }} {{ people[-1]["name"] }} {{ name[0] }} {{ list[1:] | join }}', 'Ada Bob A a'],
    ['{% for i in range(3) %}{{ i }}{% endfor %} {{ range(4, 0, -2) | list | join(",") }}', '012 4,2'],
    ['{{ map | tojson }} {{ "a\nb" | indent(2) }}', '{"x": 1} a\n  b'],
    ['{{ "<b>" }} { not } {{ "}}" }}', '<b> { not } }}'],
  ])('renders %j as Jinja does', (template, text) => {
    expect(renderJinja(template, inputs)).toBe(text)
  })

  it.each(['constructor', '__proto__', 'name.constructor', 'map.__proto__', 'list.constructor.constructor', 'self', 'this', 'globalThis', 'process', 'map["constructor"]', 'strftime_now'])(
    'lets %s reach nothing',
    (expression) => {
      expect(renderJinja(`{{ ${expression} }}`, inputs)).toBe('')
    },
  )

  it('reads literals as literals, and lets inputs have the names of functions', () => {
    expect(renderJinja('{{ true == mine }}{{ range }}{{ namespace }}', { true: 'mine', mine: true, range: 'a', namespace: 'b' })).toBe('trueab')
  })

  it('never renders what an input holds', () => {
    expect(renderJinja('{{ a }}', { a: '{{ b }}{% for x in y %}' })).toBe('{{ b }}{% for x in y %}')
  })

  it.each([
    ['a tag that is not closed', '{% if name %}', /closed/],
    ['a bracket that is not closed', '{{ name', /\.$/],
    ['a filter that is not there', '{{ name | shuffle }}', /Unknown StringValue filter: shuffle\. Correct it, or set template_language/],
    ['a statement that is not there', '{% include "secrets" %}', /include/],
    ['a call of nothing', '{{ lipsum() }}', /not a function/],
    ['what cannot be added', '{{ missing + 1 }}', /undefined/],
  ])('says what is wrong about %s', (_, template, words) => {
    expect(() => renderJinja(template, inputs)).toThrow(JinjaError)
    expect(() => renderJinja(template, inputs)).toThrow(words)
  })

  const doubling = '{% set x = [x, x] %}'.repeat(60)
  it.each([
    ['a huge range', '{% for i in range(1000000000) %}x{% endfor %}', /range/],
    ['a range without an end', '{{ range(0, 1, 0) }}', /range/],
    ['loops within loops', '{% for a in range(90000) %}{% for b in range(90000) %}{% endfor %}{% endfor %}', /too long/],
    ['an endless macro', '{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}', /./],
    ['a text that doubles', `{% set x = "0123456789" %}${'{% set x = x ~ x %}'.repeat(60)}{{ x }}`, /too large/],
    ['a list that doubles', `{% set x = [1] %}${'{% set x = x + x %}'.repeat(60)}{{ x }}`, /too large/],
    ['lists of lists', `{% set x = [1] %}${doubling}{{ x | tojson }}`, /too large/],
    ['lists within a namespace', `{% set ns = namespace(x=[1]) %}${'{% set ns.x = [ns.x, ns.x] %}'.repeat(60)}{{ ns.x }}`, /too large/],
    ['a namespace within itself', '{% set ns = namespace() %}{% set ns.x = [ns] %}{{ ns.x | tojson }}', /nested/],
    ['a namespace that grows behind a list', `{% set ns = namespace(x=1) %}{% set l = [ns, ns] %}{{ l | length }}{% set ns.x = range(90000) | list %}${'{% set l = [l, l] %}'.repeat(20)}{{ l | tojson }}`, /too large/],
    ['a wide indentation', '{{ "a\nb" | indent(900000000) }}', /too large/],
    ['an indentation by its name', '{{ "a\nb" | indent(width=900000000) }}', /too large/],
    ['an indentation of a block', '{% filter indent(1000) %}{% for i in range(1000) %}\n{% endfor %}{% endfilter %}', /too large/],
    ['a long separator', '{% set s = long %}{{ range(90000) | list | join(s) }}', /too large/],
    ['a long replacement', '{{ long.replace("a", long) }} {{ long | replace("a", long) }}', /too large/],
    ['a replacement that is spread', '{{ long.replace(*["a", long]) }}', /too large/],
    ['wide JSON', '{{ range(90000) | list | tojson(indent=100000) }}', /too large/],
    ['many large texts', Array.from({ length: 300 }, (_, index) => `{% set v${index} = long | upper %}`).join(''), /too large/],
    ['brackets upon brackets', `{{ ${'('.repeat(100_000)}1 }}`, /nested/],
    ['tags upon tags', '{% if name %}'.repeat(15_000), /nested/],
    ['a long template', '{{ name }}'.repeat(30_000), /250000 characters/],
    ['many blanks', `{%${' '.repeat(200_000)}`, /blanks/],
  ])('stops %s soon', (_, template, words) => {
    const start = performance.now()
    expect(() => renderJinja(template, { long: 'a'.repeat(300_000), name: 'Ada' })).toThrow(words)
    expect(performance.now() - start).toBeLessThan(5000)
  })

  it('renders what is large within reason', () => {
    const documents = Array.from({ length: 1000 }, (_, index) => ({ title: `T${index}`, text: 'word '.repeat(100) }))
    expect(renderJinja('{% for d in documents %}# {{ d.title }}\n{{ d.text | replace("word", d.title) | indent(2) }}\n{% endfor %}', { documents }).length).toBeGreaterThan(300_000)
    expect(renderJinja('{% for d in documents if "T1" in long %}{{ loop.length }}{% endfor %}', { documents, long: `T1${'x'.repeat(500_000)}` })).toContain('1000')
  })
})
