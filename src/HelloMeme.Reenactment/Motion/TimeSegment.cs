using System.Text.Json.Serialization;

namespace HelloMeme.Reenactment.Motion;

/// <summary>Frames Frame to Frame + Frames of a motion are seconds From to To of a recording, at a steady pace; where both are one, that picture is held in silence.
/// js/curve-editor/time-map.js makes them.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public readonly record struct TimeSegment(double Frame, double Frames, double From, double To)
{
    /// <summary>Pieces of one map.</summary>
    public const int Most = 200;

    /// <summary>Frames nearer than this are one.</summary>
    public const double Same = 1e-6;

    public bool IsSilent => To <= From;

    /// <summary>Seconds of the recording at a frame; before and after the piece those of its ends.</summary>
    public double SecondsAt(double frame) => From + (To - From) * Math.Clamp((frame - Frame) / Frames, 0, 1);

    /// <summary>Which frame of the driver each frame of a motion was; in a gap the last one before it. Without a map: frame by frame.</summary>
    /// <param name="length">Frames of the motion.</param>
    /// <param name="from">Second of the driver that its first frame shows.</param>
    /// <param name="rate">Frames per second of the driver.</param>
    /// <param name="count">Frames of the driver.</param>
    public static IReadOnlyList<int> PicturesOf(IReadOnlyList<TimeSegment>? segments, int length, double from, double rate, int count)
    {
        var pictures = new int[length];
        var piece = 0;
        for (var i = 0; i < length; i++)
        {
            while (piece + 1 < (segments?.Count ?? 0) && segments![piece + 1].Frame <= i + Same) piece++;
            var picture = segments is null ? i : segments.Count == 0 ? 0 : (segments[piece].SecondsAt(i) - from) * rate;
            pictures[i] = (int)Math.Clamp(Math.Round(picture, MidpointRounding.AwayFromZero), 0, count - 1);
        }

        return pictures;
    }

    /// <param name="length">Frames of the motion.</param>
    /// <param name="where">"the motion's source"</param>
    /// <exception cref="FormatException">Too many, out of order, or beyond the motion.</exception>
    public static void Check(IReadOnlyList<TimeSegment> segments, int length, string where)
    {
        if (segments.Count > Most) throw new FormatException($"There are {segments.Count} pieces in {where}; at most {Most} are possible.");
        var end = 0.0;
        for (var i = 0; i < segments.Count; i++)
        {
            var (frame, frames, from, to) = segments[i];
            if (!(frame >= 0 && frames >= Same && from >= 0 && to >= from && to <= MotionLimits.MaxFrame))
                throw new FormatException($"Piece {i + 1} in {where} takes {frames} frames from {frame} on for seconds {from} to {to}; it must have a length, begin at 0 or later and not end before it begins.");
            if (frame < end - Same || frame + frames > length + Same)
                throw new FormatException($"Piece {i + 1} in {where} begins at frame {frame} and lasts {frames}; pieces must follow each other within the motion's {length} frames.");
            end = frame + frames;
        }
    }
}
