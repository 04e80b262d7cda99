using System.Globalization;
using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Rig;

namespace HelloMeme.Benchmarks;

/// <summary>What the comparison of stills sees of each expression: drawn at three levels on the drawn faces, read back. Prints the table and writes it
/// into a file; src/HelloMeme.Reenactment/Faces/still-response.json is one of these.</summary>
internal static class ResponseBenchmark
{
    private const float LeastLeak = 0.08f;   // coefficient beside a drawn .6 that is worth a line
    private const int Middle = 1;            // of the levels: leaks are measured there

    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    private static readonly string[] Channel =
    [
        "jawOpen", "jawLeft", "jawRight", "mouthSmileLeft", "mouthSmileRight", "mouthFrownLeft", "mouthFrownRight", "mouthPucker", "mouthFunnel", "mouthLeft", "mouthRight",
        "browInnerUp", "browDownLeft", "browDownRight", "browOuterUpLeft", "browOuterUpRight", "eyeBlinkLeft", "eyeBlinkRight",
        "eyeLookInLeft", "eyeLookInRight", "eyeLookOutLeft", "eyeLookOutRight", "eyeLookUpLeft", "eyeLookUpRight", "eyeLookDownLeft", "eyeLookDownRight",
    ];

    public static int Run(string file)
    {
        var models = Samples.OpenModels();
        using var detector = new FaceDetector(models);
        using var landmarks = new LandmarkDetector(models);
        using var segmenter = new PersonSegmenter(models);
        var subjects = ResponseFaces.Draw().Select(picture => new ResponseSubject(picture, segmenter, Find)).ToArray();

        // 1. How far lids seem to close: where irises are looked for stands on it
        var closures = subjects.Select(s => s.ReadClosure()).ToArray();
        var closure = Enumerable.Range(0, StillResponse.Levels.Length).Select(k => Rounded(closures.Average(c => c[k]))).ToArray();
        var response = new StillResponse(closure, new Dictionary<string, float[]>(), new Dictionary<string, Dictionary<string, float>>());
        Print("closure", closure);

        // 2. How much of each channel is seen; left and right count as one
        var seen = subjects.Select(s => Channel.ToDictionary(c => c, c => s.ReadChannel(c, response))).ToArray();
        var curves = Channel.ToDictionary(c => c, c => Enumerable.Range(0, StillResponse.Levels.Length).Select(k => Mean(seen, c, c, k)).ToArray());
        foreach (var (channel, levels) in curves) Print(channel, levels);

        // 3. What the others then show of it
        response = new StillResponse(closure, curves, response.Leaks);
        foreach (var values in seen.SelectMany(s => s.Values).SelectMany(v => v)) response.Apply(values);
        var leaks = Channel.ToDictionary(c => c, c => RigTables.Names
            .Where(to => to != c && Mean(seen, c, to, Middle) > LeastLeak)
            .ToDictionary(to => to, to => Rounded(Mean(seen, c, to, Middle) / StillResponse.Levels[Middle])));
        foreach (var (channel, to) in leaks) Console.WriteLine($"{channel,-17} shows in {string.Join(", ", to.Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Key} {t.Value:0.00}")))}");
        File.WriteAllText(file, JsonSerializer.Serialize(new { closure, curves, leaks }, Indented) + "\n");
        foreach (var subject in subjects) subject.Dispose();
        return 0;

        FaceLandmarks Find(Frame frame) => landmarks.DetectStill(frame, detector.Detect(frame)[0]).Landmarks;
    }

    /// <summary>What "to" shows on average when "from" is drawn at a level, taken together with the same on the other side of the face.</summary>
    private static float Mean(Dictionary<string, float[][]>[] seen, string from, string to, int level) =>
        Rounded((seen.Average(s => s[from][level][IndexOf(to)]) + seen.Average(s => s[OtherSide(from)][level][IndexOf(OtherSide(to))])) / 2);

    private static string OtherSide(string channel) => channel switch
    {
        _ when channel.EndsWith("Left", StringComparison.Ordinal) => channel[..^4] + "Right",
        _ when channel.EndsWith("Right", StringComparison.Ordinal) => channel[..^5] + "Left",
        _ => channel,
    };

    private static int IndexOf(string channel) => Array.IndexOf(RigTables.Names, channel);

    private static float Rounded(float value) => MathF.Round(value, 3);

    private static void Print(string name, float[] seen) =>
        Console.WriteLine($"{name,-17} {string.Join("  ", seen.Select((s, k) => string.Create(CultureInfo.InvariantCulture, $"{StillResponse.Levels[k]:0.0} seen as {s:0.000}")))}");
}
