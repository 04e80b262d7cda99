using System.Text.Json;

namespace HelloMeme.Media;

/// <summary>The first real video stream of ffprobe's JSON, in our words; zero where the file is silent.</summary>
internal sealed record ProbedVideo(
    string Container, int Stream, string Codec, int Width, int Height, int Rotation, double Rate, int Frames, double Length, string? AudioCodec)
{
    private static readonly string[] Codecs =
        ["h264", "hevc", "av1", "vp8", "vp9", "mpeg4", "mpeg2video", "mpeg1video", "mjpeg", "gif", "theora", "h263", "prores", "wmv2", "flv1", "png", "ffv1", "rawvideo"];

    /// <summary>Duration and count are both given and agree to a frame and a half.</summary>
    public bool IsSelfConsistent => Frames > 0 && Length > 0 && Math.Abs(Length * Rate - Frames) < 1.5;

    public static ProbedVideo From(JsonElement probe)
    {
        if (!probe.TryGetProperty("streams", out var streams)) throw NotAVideo();
        var all = streams.EnumerateArray().ToArray();
        var video = all.FirstOrDefault(s => Text(s, "codec_type") == "video" && Disposition(s, "attached_pic") == 0);
        var codec = Text(video, "codec_name");
        int width = Number(video, "width"), height = Number(video, "height");
        if (width < 1 || height < 1) throw NotAVideo();
        if (!Codecs.Contains(codec)) throw new UserFaultException("not-a-video", $"This video is coded as {codec ?? "something unknown"}, which we do not read: convert it to MP4 (H.264).");
        var audio = all.FirstOrDefault(s => Text(s, "codec_type") == "audio");
        var rotation = TurnOf(video);
        width = Math.Max(1, (int)Math.Round(width * PixelShape(video)));
        if (rotation is 90 or 270) (width, height) = (height, width);
        var format = probe.GetProperty("format");
        return new ProbedVideo(
            Text(format, "format_name") ?? "", Number(video, "index"), codec!, width, height, rotation, RateOf(video),
            Number(video, "nb_frames"), Seconds(Text(video, "duration")) ?? Seconds(Text(format, "duration")) ?? 0, Text(audio, "codec_name"));
    }

    /// <summary>ffprobe's "h:mm:ss.ffffff" in seconds; null when there is none.</summary>
    public static double? Seconds(string? sexagesimal) =>
        sexagesimal?.Split(':') is [var h, var m, var s] && double.TryParse(h, out var hours) && double.TryParse(m, out var minutes) && double.TryParse(s, out var seconds)
            ? hours * 3600 + (h.StartsWith('-') ? -1 : 1) * (minutes * 60 + seconds)
            : null;

    /// <summary>A usable output rate: 1 to 60 frames a second, whole where it is within 1 % of whole.</summary>
    public static double Sane(double rate)
    {
        if (!double.IsFinite(rate) || rate <= 0) return 25;
        var whole = Math.Round(rate);
        return Math.Clamp(Math.Abs(rate - whole) < .0005 * rate ? whole : rate, 1, 60);
    }

    public static UserFaultException NotAVideo() =>
        new("not-a-video", "This file has no moving picture in it: use MP4, MOV, WebM, MKV, AVI or GIF.");

    // The stated base rate when the average agrees (29.97 stays exact), else the average: phones vary their rate.
    private static double RateOf(JsonElement video)
    {
        double stated = Ratio(video, "r_frame_rate"), average = Ratio(video, "avg_frame_rate");
        return Sane(average <= 0 || Math.Abs(stated - average) < .02 * average ? stated : average);
    }

    private static double PixelShape(JsonElement video) => Ratio(video, "sample_aspect_ratio") is > .1 and < 10 and var shape ? shape : 1;

    // The display matrix turns counter-clockwise by its number.
    private static int TurnOf(JsonElement video)
    {
        if (video.ValueKind is not JsonValueKind.Object || !video.TryGetProperty("side_data_list", out var list)) return 0;
        foreach (var data in list.EnumerateArray())
            if (data.TryGetProperty("rotation", out var turn) && turn.TryGetDouble(out var degrees))
                return ((int)Math.Round(-degrees / 90) * 90 % 360 + 360) % 360;
        return 0;
    }

    private static double Ratio(JsonElement from, string name) =>
        Text(from, name)?.Split('/', ':') is [var a, var b] && double.TryParse(a, out var top) && double.TryParse(b, out var bottom) && bottom != 0 ? top / bottom : 0;

    private static int Number(JsonElement from, string name)
    {
        if (from.ValueKind is not JsonValueKind.Object || !from.TryGetProperty(name, out var value)) return 0;
        return value.ValueKind is JsonValueKind.Number ? value.GetInt32() : int.TryParse(value.GetString(), out var number) ? number : 0;
    }

    private static string? Text(JsonElement from, string name) =>
        from.ValueKind is JsonValueKind.Object && from.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    private static int Disposition(JsonElement stream, string name) =>
        stream.TryGetProperty("disposition", out var disposition) ? Number(disposition, name) : 0;
}
