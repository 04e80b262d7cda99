using System.Globalization;
using HelloMeme.Media;
using HelloMeme.Reenactment.Draft;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Reenactment.Samples;

namespace HelloMeme.Benchmarks;

/// <summary>What the landmark network shows of each expression: every shape at three strengths on every drawn portrait, the landmarks found again.
/// Writes src/HelloMeme.Reenactment/Faces/seen-shapes.json and prints the eyes' response, from which EyeResponse.Seen has its numbers.</summary>
public static class ResponseBenchmark
{
    private const int Side = 640;
    private static readonly float[] Strengths = [0.3f, 0.6f, 0.9f];

    public static int Run(string file)
    {
        var table = new ResponseTable();
        var models = Samples.OpenModels();
        using var detector = new FaceDetector(models);
        using var landmarks = new LandmarkDetector(models);
        foreach (var sample in SamplePortraits.All) Measure(sample.Name, detector, landmarks, table);
        File.WriteAllText(file, table.ToJson());
        Console.WriteLine(table.GainLines());
        return 0;
    }

    private static void Measure(string name, FaceDetector detector, LandmarkDetector landmarks, ResponseTable table)
    {
        using var portrait = SamplePortraits.Draw(name, Side);
        using var frame = new Frame(Side, Side);
        var rest = Find(portrait, detector, landmarks);
        using var renderer = new DraftRenderer(portrait, rest, SamplePortraits.Mask(name));
        foreach (var channel in Channels.BlendshapeNames)
        {
            if (channel == "tongueOut") continue;
            var eyes = $"{name,-6} {channel,-18}";
            foreach (var strength in Strengths)
            {
                renderer.Render(MotionFrame.Rest.With((channel, strength)), frame);
                var seen = Find(frame, detector, landmarks);
                table.Add(channel, strength, rest, seen);
                var motion = MotionCapture.Relative(rest, seen, ShapeModel.Rig);
                var side = channel[^4..] == "Left" ? "Left" : "Right";
                eyes += string.Create(CultureInfo.InvariantCulture,
                    $"  {strength:0.0}: blink {motion["eyeBlink" + side]:0.00} wide {motion["eyeWide" + side]:0.00} out {motion["eyeLookOut" + side] - motion["eyeLookIn" + side]:+0.00;-0.00} up {motion["eyeLookUp" + side] - motion["eyeLookDown" + side]:+0.00;-0.00}");
            }

            if (channel.StartsWith("eye", StringComparison.Ordinal)) Console.WriteLine(eyes);
        }
    }

    private static FaceLandmarks Find(Frame frame, FaceDetector detector, LandmarkDetector landmarks) => landmarks.DetectStill(frame, detector.Detect(frame)[0]).Landmarks;
}
