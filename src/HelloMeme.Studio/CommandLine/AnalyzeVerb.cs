using System.CommandLine;
using System.Text.Json;
using HelloMeme.Reenactment.Faces;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Reenactment.Rig;
using HelloMeme.Studio.Films;

namespace HelloMeme.Studio.CommandLine;

/// <summary>analyze: where the face of a picture is, how it is turned and what it does.</summary>
public static class AnalyzeVerb
{
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerOptions.Web) { WriteIndented = true };

    public static Command Create(CommandLineHost host)
    {
        var picture = new Argument<string>("picture") { Description = "Photo of a face." };
        var face = new Option<int?>("--face") { Description = "Which face of the photo, 1 = leftmost." };
        var neutral = new Option<string?>("--neutral") { Description = "Picture of the same person at rest: expressions are read against it, and finer." };
        var json = new Option<bool>("--json") { Description = "Everything, with the 478 landmarks in pixels, as JSON." };
        var command = new Command("analyze", "Shows what the studio sees in a picture.") { picture, face, neutral, json };
        command.SetAction(async (parsed, token) =>
        {
            await using var services = host.CreateServices();
            var analysis = services.GetRequiredService<FaceAnalysis>();
            using var portrait = await analysis.ReadPortraitAsync(parsed.GetValue(picture)!, parsed.GetValue(face), token);
            var blendshapes = parsed.GetValue(neutral) is { } rest
                ? (await analysis.CompareAsync(portrait, rest, token)).Blendshapes.ToArray()
                : portrait.Face.Neutral.Blendshapes;
            if (parsed.GetValue(json)) host.Output.WriteLine(ToJson(portrait.Face, blendshapes));
            else Describe(host.Output, portrait.Face, blendshapes);
            return 0;
        });
        return command;
    }

    private static void Describe(TextWriter output, FaceTrack track, float[] blendshapes)
    {
        var face = track.Neutral;
        var angles = HeadAngles.FromRotation(face.HeadPose.Rotation);
        output.WriteLine($"picture   {track.Width} x {track.Height}");
        output.WriteLine($"face      {face.Box.Width:0} x {face.Box.Height:0} px at ({face.Box.X:0}, {face.Box.Y:0}), presence {face.Presence:0.00}");
        output.WriteLine($"head      yaw {Degrees(angles.Yaw):0} pitch {Degrees(angles.Pitch):0} roll {Degrees(angles.Roll):0} degrees, eye distance {face.HeadPose.Scale:0} px");
        var shapes = Channels.BlendshapeNames.Select((name, i) => (Name: name, Value: blendshapes[i])).Where(s => s.Value >= 0.05).OrderByDescending(s => s.Value);
        output.WriteLine("shows     " + string.Join(", ", shapes.Select(s => $"{s.Name} {s.Value:0.00}").DefaultIfEmpty("a neutral face")));
        foreach (var warning in track.Warnings) output.WriteLine("note      " + warning);
    }

    private static string ToJson(FaceTrack track, float[] blendshapes)
    {
        var face = track.Neutral;
        var angles = HeadAngles.FromRotation(face.HeadPose.Rotation);
        var landmarks = new float[FaceLandmarks.Count][];
        for (var i = 0; i < landmarks.Length; i++) landmarks[i] = [face.Landmarks[i].X, face.Landmarks[i].Y, face.Landmarks[i].Z];
        return JsonSerializer.Serialize(new
        {
            track.Width,
            track.Height,
            Box = new { face.Box.X, face.Box.Y, face.Box.Width, face.Box.Height },
            face.Presence,
            Head = new { angles.Yaw, angles.Pitch, angles.Roll, EyeDistance = face.HeadPose.Scale },
            Blendshapes = Channels.BlendshapeNames.Select((name, i) => (name, blendshapes[i])).ToDictionary(p => p.name, p => p.Item2),
            Landmarks = landmarks,
            track.Warnings,
        }, Indented);
    }

    private static float Degrees(float radians) => radians * 180 / MathF.PI;
}
