import { describe, expect, it } from 'vitest'
import { OfferInput, type Offer } from '../../catalogue/offer.ts'
import { createBudgets } from './budgets.ts'

const offer = (more: object = {}): Offer => ({
  ...OfferInput.parse({ kind: 'incentive', title: 'a', value: { type: 'percent', amount: 10 }, cost: 5, budget: { total: 20, currency: 'EUR' }, ...more }), id: 'a', updatedAt: new Date(0),
})

describe('budgets', () => {
  it('must pay one more redemption in full', () => {
    const budgets = createBudgets()
    budgets.recount()(new Map([['a', 15]]))
    expect(budgets.canPay(offer())).toBe(true)
    budgets.recount()(new Map([['a', 15.01]]))
    expect(budgets.canPay(offer())).toBe(false)
  })
  it('are closed until counted; without a budget there is nothing to count', () => {
    const budgets = createBudgets()
    expect(budgets.canPay(offer())).toBe(false)
    expect(budgets.canPay(offer({ budget: undefined }))).toBe(true)
  })
  it('hold what is shown between counts at what it is expected to cost', () => {
    const budgets = createBudgets()
    budgets.recount()(new Map([['a', 0]]))
    for (let n = 0; n < 6; n++) budgets.showed(offer(), 0.5)
    expect(budgets.canPay(offer())).toBe(true)
    budgets.showed(offer(), 0.5)
    expect(budgets.canPay(offer())).toBe(false)
    budgets.recount()(new Map([['a', 0]]))
    for (let n = 0; n < 4; n++) budgets.showed(offer(), null)
    expect(budgets.canPay(offer())).toBe(false)
  })
  it('keep what is shown while a count runs, and let go of what was shown before it', () => {
    const budgets = createBudgets()
    budgets.recount()(new Map([['a', 0]]))
    for (let n = 0; n < 3; n++) budgets.showed(offer(), null)
    const counted = budgets.recount()
    budgets.showed(offer(), null)
    expect(budgets.canPay(offer())).toBe(false)
    counted(new Map([['a', 10]]))
    expect(budgets.canPay(offer())).toBe(true)
    budgets.showed(offer(), null)
    expect(budgets.canPay(offer())).toBe(false)
  })
})
