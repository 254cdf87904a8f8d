/// Tests of reading and writing: golden bytes, round trips, hostile input.
package dev.surgeline.wire;
