/// Time-stamps of a real authority: OpenSSL's, behind a small HTTP server of the tests.
package dev.surgeline.plane.audit.stamp;
