/** Where a server keeps its data, from the path of a libSQL file or the address of a Postgres database: what the server's options call it. */
export const toPlace = (address) => (address.startsWith('postgres:') ? { databaseURL: address } : { dataFile: address })
