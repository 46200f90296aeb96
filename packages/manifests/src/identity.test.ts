import { expect, it } from 'vitest'
import { readIdentity } from './index.js'

const identity = {
  username: 'jdoe',
  email: 'jdoe@example.com',
  firstName: 'Jo',
  lastName: 'Doe',
  isStaff: true,
  isSuperuser: false,
  accountNumber: '1234-5678-9012',
  companyName: 'Acme',
  environment: 'prod',
}

it.each([
  ['from 0.13', { firstName: 'Jo', lastName: 'Doe', isStaff: true, isSuperuser: false }, { accountNumber: '1234-5678-9012', companyName: 'Acme' }],
  ['0.12', { first_name: 'Jo', last_name: 'Doe', is_staff: true, is_superuser: false }, { accountNumber: '1234-5678-9012', companyName: 'Acme' }],
  ['up to 0.11', { first_name: 'Jo', last_name: 'Doe', is_staff: true, is_superuser: false }, { account_number: '1234-5678-9012', company_name: 'Acme' }],
])('reads who a key belongs to in the spelling of servers %s', (_, user, account) => {
  expect(readIdentity({ user: { username: 'jdoe', email: 'jdoe@example.com', ...user }, account, environment: 'prod' })).toEqual(identity)
})

it('leaves out what the server does not tell', () => {
  const read = readIdentity({ user: { username: 'jdoe', email: null, lastName: '' }, account: {}, environment: 'local' })
  expect(JSON.parse(JSON.stringify(read))).toEqual({ username: 'jdoe', lastName: '', isStaff: false, isSuperuser: false, environment: 'local' })
})
