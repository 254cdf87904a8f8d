/// Telling proxies where requests may go, and asking them what they carried.
package dev.surgeline.plane.route;
