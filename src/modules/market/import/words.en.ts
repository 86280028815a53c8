import type { SameWords } from '../../../kernel/words.ts'
import type { refusals as zhRefusals, sheet as zhSheet } from './words.zh.ts'

export const refusals: SameWords<typeof zhRefusals> = {
  'market.import.unknown': 'There is no such import.',
  'market.import.same_file':
    'This file was handed in before ({fileName}, {submittedAt}) and is not taken a second time. For more goods, save a file with the new ones only.',
  'market.import.too_many_open': '{limit} files are still being read; please wait a little.',
  'market.import.no_fault_sheet': 'There is nothing to mark in this file, or it is no longer kept.',

  'market.import.unreadable':
    'This file cannot be opened; it may be damaged or is not a workbook. Please save it as .xlsx and try again.',
  'market.import.encrypted': 'This file has a password. Please remove it, save the file and try again.',
  'market.import.bad_encoding':
    'This file is not a table, or its text cannot be decoded. Please save it as .xlsx or as "CSV UTF-8".',
  'market.import.unclosed_quote':
    'A double quote in the CSV file has no partner, so what follows cannot be told apart. Please save the file as .xlsx.',
  'market.import.too_large':
    'The file is too large; the limit is {limit}, unpacked content included. Remove pictures or split the file.',
  'market.import.took_too_long':
    'The file is too complicated and took too long to read. Please copy the data into a new workbook.',
  'market.import.too_many_rows': 'Too many rows; a file may have {limit}. Please split it.',
  'market.import.too_many_columns': 'Too many columns; a file may have {limit}.',
  'market.import.no_header':
    'No row of headings was found. It needs names such as title_zh, category and village; the template has them all.',
  'market.import.no_rows': 'There is nothing below the headings.',
  'market.import.changed':
    'Something changed while the file was being read; nothing was put on sale. Please hand it in again.',
  'market.import.missing_column': 'The column "{en}" is missing.',
  'market.import.repeated_column': 'The column "{value}" is there twice; please keep one.',
  'market.import.unknown_column': 'The column "{value}" is not used and was not read.',

  'market.import.empty': '"{column}" is empty.',
  'market.import.formula': '"{column}" is a formula ({value}). Copy the cell and paste it as a value.',
  'market.import.formula_text':
    '"{column}" begins with =, +, - or @, which a spreadsheet takes for a formula. Please write it differently.',
  'market.import.cell_error': '"{column}" holds the error {value}; please fill it in again.',
  'market.import.not_text': '"{column}" should be text; here it is a yes/no value.',
  'market.import.control_characters':
    '"{column}" holds invisible control characters or a line break; please retype it.',
  'market.import.cell_too_long': '"{column}" holds too much text to read.',
  'market.import.too_long': '"{column}" takes at most {limit} characters; here are {length}.',
  'market.import.not_a_number': '"{value}" in "{column}" is not a number.',
  'market.import.not_positive': '"{column}" is {value}; it must be more than 0.',
  'market.import.too_much': '"{value}" in "{column}" is too much; the limit is {limit}.',
  'market.import.not_whole': '"{column}" is {value}; it must be a whole number.',
  'market.import.not_whole_grams': '"{value}" in "{column}" is not a whole number of grams; please round it.',
  'market.import.not_whole_fen': '"{value}" in "{column}" has more than two decimals.',
  'market.import.not_a_date': '"{value}" in "{column}" is not a date; please write it like 2026-04-18.',
  'market.import.date_to_come': '"{column}" is {value}, which has not come yet.',
  'market.import.date_too_old': '"{column}" is {value}, before {oldest}; please check the year.',
  'market.import.packed_before_harvest': '"{column}" is {value}, before the harvest on {harvest}.',
  'market.import.packs_too_much':
    'More was packed than harvested: {packedJin} jin (500 g) packed of {harvestJin} jin harvested.',
  'market.import.unknown_category': 'There is no category "{value}"; please choose one of the template\'s list.',
  'market.import.unknown_storage': 'There is no storage "{value}"; it is room temperature, chilled or frozen.',
  'market.import.unknown_village': 'Suichang has no "{value}"; write township and village as in the template\'s list.',
  'market.import.several_villages': 'More than one village is called "{value}"; please add the township.',
  'market.import.unknown_freight': 'You have no freight template called "{value}"; yours are: {known}.',
  'market.import.not_a_season': '"{value}" in "{column}" is not understood; write 3-5, 11-2 or "all year".',
  'market.import.lot_code_not_allowed':
    'The lot code "{value}" is not allowed: at most 20 letters, digits and common signs.',
  'market.import.lot_repeated': 'The lot code "{value}" is also in row {row}.',
  'market.import.lot_used': 'The lot code "{value}" was used before; please choose another.',
  'market.import.licence_wrong': 'The licence "{value}" is wrong: SC and 14 digits, the last a check digit.',
  'market.import.gtin_not_valid': 'The GTIN "{value}" is wrong: it has 13 digits and the last is a check digit.',
  'market.import.gtin_of_county': 'The GTIN "{value}" is of the county\'s own range; please leave the cell empty.',
  'market.import.gtin_repeated': 'The GTIN "{value}" is also in row {row}.',
  'market.import.gtin_used': 'The GTIN "{value}" is registered already.',
  'market.import.shelf_life_over':
    'The shelf life of this lot ended on {until}: the goods are listed, but the lot is not put in stock.',
}

export const sheet: SameWords<typeof zhSheet> = {
  goods: 'Goods',
  help: 'How to fill in',
  lists: 'Choices',
  faults: 'To correct',
  column: 'Column',
  needed: 'required',
  optional: 'optional',
  how: 'How',
  example: 'Example',
  fileName: 'goods-template',
  faultsName: 'marked',
}
