/// Each fault is done to a real process, disk or link.
package dev.surgeline.plane.chaos.fault;
