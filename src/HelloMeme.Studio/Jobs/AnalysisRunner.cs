using System.Drawing;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Storage;

namespace HelloMeme.Studio.Jobs;

/// <summary>What is in an asset, as JSON. Of a picture: "faces" (boxes in pixels, left to right) and, when one face is meant, "face" with box, head angles
/// in degrees and "motion" (ease to its expression and back). Of a clip: "motion", "frames", "held". Always "warnings".</summary>
public sealed class AnalysisRunner(FaceAnalysis faces, AssetStore assets, AnalysisStore analyses, BlobStore blobs, TimeProvider time) : IJobRunner
{
    public JobKind Kind => JobKind.Analysis;

    public async Task<JobOutcome> RunAsync(Job job, JobReport report, CancellationToken token)
    {
        // 1. Asked before?
        var order = JsonSerializer.Deserialize<AnalysisOrder>(job.Order, JsonSerializerOptions.Web)!;
        if (await analyses.FindOrNullAsync(job.Owner, order, token) is { } known) return new JobOutcome(known.Id, null, []);

        // 2. Look
        var asset = await assets.FindAsync(job.Owner, order.Asset, token);
        var json = asset.Kind is AssetKind.Picture ? await LookAtPictureAsync(asset, order, report, token) : await LookAtClipAsync(asset, order, report, token);

        // 3. Keep
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(json.ToJsonString(JsonSerializerOptions.Web)));
        var staged = await blobs.StageAsync(bytes, token);
        var result = new AnalysisResult
        {
            Id = Guid.CreateVersion7(time.GetUtcNow()),
            Owner = job.Owner,
            AssetId = asset.Id,
            Settings = order.Settings,
            BlobHash = staged.Hash,
            Created = time.GetUtcNow(),
        };
        return new JobOutcome(result.Id, result, [staged]);
    }

    private async Task<JsonObject> LookAtPictureAsync(Asset asset, AnalysisOrder order, JobReport report, CancellationToken token)
    {
        report.Report(new FilmProgress(FilmPhase.Portrait, 0, 0, null));
        var path = blobs.PathOf(asset.BlobHash);
        var boxes = await faces.FindFacesAsync(path, order.Framing, token);
        var size = order.Framing?.SizeOf(asset.Width, asset.Height) ?? new Size(asset.Width, asset.Height);
        var json = new JsonObject { ["kind"] = "picture", ["width"] = size.Width, ["height"] = size.Height, ["faces"] = new JsonArray([.. boxes.Select(Box)]), ["warnings"] = new JsonArray() };
        if (boxes.Count > 1 && order.Face is null) return json; // the visitor chooses one and asks again
        using var portrait = await faces.ReadPortraitAsync(path, order.Face, token, order.Framing);
        var face = portrait.Face.Neutral;
        var angles = HeadAngles.FromRotation(face.HeadPose.Rotation);
        json["face"] = new JsonObject { ["box"] = Box(face.Box), ["yaw"] = Degrees(angles.Yaw), ["pitch"] = Degrees(angles.Pitch), ["roll"] = Degrees(angles.Roll) };
        json["motion"] = JsonNode.Parse(FaceAnalysis.MotionOf(portrait).ToJson());
        json["warnings"] = Sentences(portrait.Face.Warnings);
        return json;
    }

    private async Task<JsonObject> LookAtClipAsync(Asset asset, AnalysisOrder order, JobReport report, CancellationToken token)
    {
        var clip = await VideoInfo.ReadAsync(blobs.PathOf(asset.BlobHash), token);
        var motion = await FilmMotion.CaptureClipAsync(faces, clip, order.Face, Seconds(order.From), Seconds(order.To), new PhaseClock(FilmPhase.Motion, time, report), token);
        return new JsonObject { ["kind"] = "clip", ["motion"] = JsonNode.Parse(motion.Track.ToJson()), ["warnings"] = Sentences(motion.Warnings) };
    }

    private static JsonNode Box(RectangleF box) => new JsonArray(Round(box.X), Round(box.Y), Round(box.Width), Round(box.Height));

    private static double Round(float pixels) => Math.Round(pixels, 1);

    private static double Degrees(float radians) => Math.Round(radians * 180 / Math.PI, 1);

    private static JsonArray Sentences(IEnumerable<string> sentences) => [.. sentences.Select(s => JsonValue.Create(s))];

    private static TimeSpan? Seconds(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
