/// The dashboard's server over real sockets, and its page in a real browser.
package dev.surgeline.plane.console;
