/** The best place found for a stop: after position `at - 1` of a slot; for a shipment its delivery after `deliverAt - 1`. */
export type Gap = { slot: number; at: number; deliverAt: number; cost: number }
