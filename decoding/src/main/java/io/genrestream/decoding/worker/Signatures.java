package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Tells files that are certainly not decoded by their first bytes, before any demuxer sees them, and what they are. */
final class Signatures {
    /** @param at where the bytes are, Latin-1 */
    private record Beginning(int at, String bytes, DecodingError code, String name) {
        boolean fits(byte[] head) {
            return at + bytes.length() <= head.length
                    && new String(head, at, bytes.length(), StandardCharsets.ISO_8859_1).equals(bytes);
        }
    }

    private static final List<Beginning> SIGNATURES = List.of(
            foreign("PK\3\4", "a zip archive"),
            foreign("\211PNG", "a png image"),
            foreign("\377\330\377", "a jpeg image"),
            foreign("GIF8", "a gif image"),
            foreign("II*\0", "a tiff image"),
            foreign("MM\0*", "a tiff image"),
            foreign("\37\213", "a gzip archive"),
            foreign("7z\274\257", "a 7z archive"),
            foreign("Rar!", "a rar archive"),
            foreign("BZh", "a bzip2 archive"),
            foreign("\3757zXZ", "an xz archive"),
            foreign("(\265/\375", "a zstd archive"),
            foreign("%PDF", "a pdf document"),
            foreign("\320\317\21\340", "an office document"),
            foreign("\177ELF", "a program"),
            foreign("SQLite", "a database"),
            unsupported(0, "MThd", "MIDI"),
            unsupported(8, "RMID", "MIDI in RIFF"),
            unsupported(0, "XMF_", "MIDI (XMF)"),
            unsupported(0, "MMMD", "a ringtone (SMAF)"),
            unsupported(0, "Extended Module: ", "a tracker module (XM)"),
            unsupported(0, "IMPM", "a tracker module (IT)"),
            unsupported(44, "SCRM", "a tracker module (S3M)"),
            unsupported(1080, "M.K.", "a tracker module (MOD)"),
            unsupported(1080, "M!K!", "a tracker module (MOD)"),
            unsupported(1080, "4CHN", "a tracker module (MOD)"),
            unsupported(1080, "6CHN", "a tracker module (MOD)"),
            unsupported(1080, "8CHN", "a tracker module (MOD)"),
            unsupported(1080, "FLT4", "a tracker module (MOD)"),
            unsupported(0, "PSID", "a chip tune (SID)"),
            unsupported(0, "RSID", "a chip tune (SID)"),
            unsupported(0, "NESM\32", "a chip tune (NSF)"),
            unsupported(0, "SNES-SPC700", "a chip tune (SPC)"),
            unsupported(0, "Vgm ", "a chip tune (VGM)"),
            unsupported(0, "GBS\1", "a chip tune (GBS)"),
            unsupported(0, "ZXAY", "a chip tune (AY)"),
            unsupported(0, "DSD ", "DSD (dsf)"),
            unsupported(0, "FRM8", "DSD (dff)"),
            unsupported(0, "MAC ", "Monkey's Audio (ape)"),
            unsupported(0, "wvpk", "WavPack (wv)"),
            unsupported(0, "MPCK", "Musepack (mpc)"),
            unsupported(0, "MP+", "Musepack (mpc)"),
            unsupported(0, "tBaK", "TAK"),
            unsupported(0, "TTA1", "True Audio (tta)"),
            unsupported(0, "TTA2", "True Audio (tta)"),
            unsupported(0, "OFR ", "OptimFROG (ofr)"),
            unsupported(0, "ajkg", "Shorten (shn)"),
            unsupported(0, "LPAC", "LPAC"),
            unsupported(0, "LA0", "Lossless Audio (la)"),
            unsupported(0, "RKA7", "RK Audio (rka)"),
            unsupported(0, ".RMF", "RealMedia"),
            unsupported(0, ".ra\375", "RealAudio"),
            unsupported(0, "#!AMR", "AMR"),
            unsupported(0, "#!EVRC", "EVRC"),
            unsupported(8, "QLCM", "QCELP"),
            unsupported(0, "#!SILK", "SILK"),
            unsupported(1, "#!SILK", "SILK"),
            unsupported(0, "caff", "Core Audio (caf)"),
            unsupported(0, "\13w", "AC-3"),
            unsupported(0, "\177\376\200\1", "DTS"),
            unsupported(0, "\376\177\1\200", "DTS"),
            unsupported(0, "\37\377\350\0", "DTS"),
            unsupported(0, "\377\37\0\350", "DTS"),
            unsupported(0, "DTSHDHDR", "DTS-HD"),
            unsupported(4, "\370ro\272", "TrueHD"),
            unsupported(4, "\370ro\273", "MLP"),
            unsupported(0, "ea3\3", "ATRAC (oma)"),
            unsupported(0, "EA3\1", "ATRAC (oma)"),
            unsupported(0, "Creative Voice File", "Creative Voice (voc)"),
            unsupported(8, "8SVX", "Amiga 8SVX"),
            unsupported(8, "16SV", "Amiga 16SV"),
            unsupported(0, "dns.", "au with its bytes turned"),
            unsupported(0, "dsw", "DSS"),
            unsupported(1, "dss", "DSS"),
            unsupported(1, "ds2", "DSS Pro"),
            unsupported(8, "AVI ", "AVI video"),
            unsupported(0, "FLV", "Flash video (flv)"),
            unsupported(0, "\0\0\1\272", "MPEG video"),
            unsupported(0, "\0\0\1\263", "MPEG video"),
            unsupported(0, "CWS", "Flash (swf)"),
            unsupported(0, "FWS", "Flash (swf)"),
            isProtected(8, "aax ", "Audible"),
            isProtected(8, "aaxc", "Audible"),
            isProtected(4, "W\220u6", "Audible"));

    private Signatures() {}

    private static Beginning foreign(String bytes, String name) {
        return new Beginning(0, bytes, DecodingError.NOT_AUDIO, name);
    }

    private static Beginning unsupported(int at, String bytes, String name) {
        return new Beginning(at, bytes, DecodingError.UNSUPPORTED_FORMAT, name);
    }

    private static Beginning isProtected(int at, String bytes, String name) {
        return new Beginning(at, bytes, DecodingError.PROTECTED, name);
    }

    /** @throws DecodingException NOT_AUDIO, UNSUPPORTED_FORMAT or PROTECTED, with what the file looks like */
    static void refuse(byte[] head) throws DecodingException {
        boolean text = isText(head);
        for (Beginning signature : SIGNATURES) {
            // Text may begin with the few letters of a signature; nothing that is media is text throughout.
            if (signature.fits(head) && (!text || signature.code() == DecodingError.NOT_AUDIO)) {
                throw new DecodingException(signature.code(), "it looks like " + signature.name());
            }
        }
        if (text) {
            throw new DecodingException(DecodingError.NOT_AUDIO, "it looks like " + kindOfText(head));
        }
    }

    private static boolean isText(byte[] head) {
        for (byte b : head) {
            boolean control = b >= 0 && b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 27;
            if (control || b == 127) {
                return false;
            }
        }
        // Without control characters at all it is text, or bytes too few to be audio.
        return new String(head, StandardCharsets.UTF_8)
                        .chars()
                        .filter(c -> c == '\ufffd')
                        .count()
                < 8;
    }

    private static String kindOfText(byte[] head) {
        String text = new String(head, StandardCharsets.UTF_8).stripLeading().toLowerCase(Locale.ROOT);
        if (text.startsWith("\ufeff")) {
            text = text.substring(1).stripLeading();
        }
        if (text.startsWith("#extm3u") || text.startsWith("ffconcat") || text.startsWith("[playlist]")) {
            return "a playlist; the files it names are not read";
        }
        if (text.startsWith("<!doctype html") || text.startsWith("<html")) {
            return "a web page";
        }
        return text.startsWith("<") ? "an xml document" : "text";
    }
}
