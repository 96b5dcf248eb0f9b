/** Sockets: the wire server. */
export { HenryDBServer, type ServerOptions } from './server.js';
