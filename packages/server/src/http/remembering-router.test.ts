import { expect, it } from 'vitest'
import { RememberingRouter } from './remembering-router.js'

function routes(): RememberingRouter<string> {
  const router = new RememberingRouter<string>()
  router.add('ALL', '*', 'all')
  router.add('POST', '/prompts/log', 'log')
  router.add('GET', '/prompts/:id', 'get')
  return router
}

const found = (router: RememberingRouter<string>, method: string, path: string) => router.match(method, path)[0].map(([handler, params]) => [handler, { ...params }])

it('finds the same again, by verb and path, with what is variable in each', () => {
  const router = routes()
  for (let time = 0; time < 2; time += 1) {
    expect(found(router, 'POST', '/prompts/log')).toEqual([['all', {}], ['log', {}]])
    expect(found(router, 'GET', '/prompts/log')).toEqual([['all', {}], ['get', { id: 'log' }]])
    expect(found(router, 'GET', '/prompts/a')).toEqual([['all', {}], ['get', { id: 'a' }]])
    expect(found(router, 'GET', '/prompts/b')).toEqual([['all', {}], ['get', { id: 'b' }]])
    expect(found(router, 'GET', '/elsewhere')).toEqual([['all', {}]])
  }
  expect(router.match('POST', '/prompts/log')).toBe(router.match('POST', '/prompts/log'))
})

it('remembers no more than a bounded number of made-up verbs, and takes routes in later', () => {
  const router = routes()
  for (let index = 0; index < 1100; index += 1) expect(found(router, `VERB${index}`, '/prompts/log')).toEqual([['all', {}]])
  expect(router.match('VERB1099', '/prompts/log')).not.toBe(router.match('VERB1099', '/prompts/log'))
  router.add('VERB1', '/prompts/log', 'later')
  expect(found(router, 'VERB1', '/prompts/log')).toEqual([['all', {}], ['later', {}]])
})
