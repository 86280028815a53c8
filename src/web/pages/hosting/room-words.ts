import { useLang } from '../../page-context.ts'

/** What the desk says of rooms and who has them. */
export const roomWords = {
  zh: {
    title: '排房',
    lead: '卖的是房型，哪一间到当天才定，这样最不浪费。早定的房号会给当天真正到的人让位。',
    none: '还没有农家。先添一个，再添房型。',
    week: (house: string) => `${house} 这七天谁住哪间`,
    room: '房间',
    give: '给今天到的客人分房',
    given: (rooms: number, dropped: number) =>
      rooms === 0 && dropped === 0
        ? '今天到的客人都有房了'
        : `分了 ${rooms} 间${dropped > 0 ? `，${dropped} 个早定的让了位` : ''}`,
    unnamed: '还没写房号。写好才能分房。',
    names: '写房号',
    namesOf: (type: string) => `${type}的房号`,
    namesLabel: (rooms: number) => `${rooms} 间的房号，一行一个`,
    namesHelp: '写几间就是几间；不再用的房号去掉就行。',
    named: '房号记好了',
    waiting: '还没有房间的客人',
    noneWaiting: '这七天的客人都有房间了。',
    stay: (from: string, nights: number, rooms: number) => `${from} 起 ${nights} 晚，${rooms} 间`,
    choose: '选房',
    change: '换房',
    chooseFor: (guest: string) => `给 ${guest} 选房`,
    chooseHelp: (rooms: number) => `选 ${rooms} 间。还没到日子的只是先留着，当天要用会让位。`,
    free: '这些晚上空着的房',
    noneFree: '没有整段空着的房。先给别人换房，或分房时再定。',
    chosen: '定好了',
    keep: '定这些房',
    early: '先留',
    empty: '空',
  },
  en: {
    title: 'Rooms',
    lead: 'Room types are sold; which room it is, is said on the day, so that none stands empty. Rooms promised early give way to whoever is there.',
    none: 'There is no house yet. Add one, then rooms.',
    week: (house: string) => `Who has which room of ${house} this week`,
    room: 'Room',
    give: 'Give rooms to today’s arrivals',
    given: (rooms: number, dropped: number) =>
      rooms === 0 && dropped === 0
        ? 'All who arrive today have rooms'
        : `${rooms} given${dropped > 0 ? `; ${dropped} promised early gave way` : ''}`,
    unnamed: 'These rooms have no names yet; name them to give them out.',
    names: 'Name rooms',
    namesOf: (type: string) => `Rooms: ${type}`,
    namesLabel: (rooms: number) => `Names of ${rooms} ${rooms === 1 ? 'room' : 'rooms'}, one to a line`,
    namesHelp: 'As many as there are; leave out a name that is used no more.',
    named: 'Names kept',
    waiting: 'Guests without a room',
    noneWaiting: 'All guests of this week have rooms.',
    stay: (from: string, nights: number, rooms: number) =>
      `From ${from}, ${nights} ${nights === 1 ? 'night' : 'nights'}, ${rooms} ${rooms === 1 ? 'room' : 'rooms'}`,
    choose: 'Choose a room',
    change: 'Change room',
    chooseFor: (guest: string) => `Rooms for ${guest}`,
    chooseHelp: (rooms: number) =>
      `Choose ${rooms}. Before the day of arrival it is a promise, and gives way where somebody who is there needs the room.`,
    free: 'Rooms free in all these nights',
    noneFree: 'No room is free in all these nights. Move someone first, or leave it to the day.',
    chosen: 'Kept',
    keep: 'Keep these rooms',
    early: 'promised',
    empty: 'free',
  },
} as const

export const useRoomWords = (): (typeof roomWords)['zh' | 'en'] => roomWords[useLang()]
