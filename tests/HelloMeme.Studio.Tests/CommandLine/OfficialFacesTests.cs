using System.Text.Json;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion.FaceTools;
using HelloMeme.Studio.Tests.Support;
using HelloMeme.Tests.Reenactment.Diffusion.FrontEnds;
using Xunit;

namespace HelloMeme.Studio.Tests.CommandLine;

/// <summary>The official face files at the command line, by stand-ins: who looks at faces is always said.</summary>
public sealed class OfficialFacesTests(SampleFiles files, TestModels models) : IClassFixture<SampleFiles>, IClassFixture<TestModels>, IDisposable
{
    private const string Own = "Faces are read by the studio's own analysis, because the official face models are not installed.", Official = "Faces are read by the official face models.";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_reads_faces_is_said_and_kept_in_the_recipe()
    {
        string own = files.In("own.png"), official = files.In("official.png"), blendshapes = files.In("blendshapes.png");
        Assert.Contains(Own, (await MakeAsync(own)).Error, StringComparison.Ordinal);

        TinyFaceNetworks.Write(models.FaceModels);
        Assert.Contains(Official, (await MakeAsync(official)).Error, StringComparison.Ordinal);
        await MakeAsync(blendshapes, "--control", "blendshapes");
        Assert.Contains(Own, NotesOf(own));
        Assert.Contains(Official, NotesOf(official));
        Assert.Contains(Official, NotesOf(blendshapes));
        Assert.Contains((await CommandInProcess.RunAsync(["doctor"], models.Path, Token)).Output.Split('\n'), line => line.StartsWith("ok", StringComparison.Ordinal) && line.Contains(Official, StringComparison.Ordinal));
        var pixels = new[] { own, official, blendshapes }.Select(Pixels).ToArray();
        Assert.NotEqual(pixels[0], pixels[1]);
        Assert.NotEqual(pixels[1], pixels[2]);
    }

    [Fact]
    public async Task A_part_of_the_set_is_refused_before_any_work_and_the_doctor_says_so_too()
    {
        TinyFaceNetworks.Write(models.FaceModels);
        File.Delete(Path.Combine(models.FaceModels, OfficialFaceFiles.HeadPose));
        var never = files.In("never.png");
        var refused = await RenderAsync(never);
        Assert.Equal(1, refused.ExitCode);
        const string sentence = "Of the official face models hello_3dmm.onnx is missing in models/checkpoints/hello_group_facemodel";
        Assert.StartsWith(sentence, refused.Error, StringComparison.Ordinal);
        Assert.Single(refused.Error.Trim().Split('\n'));
        Assert.False(File.Exists(never));

        var doctor = await CommandInProcess.RunAsync(["doctor"], models.Path, Token);
        Assert.Equal(1, doctor.ExitCode);
        Assert.Contains(doctor.Output.Split('\n'), line => line.StartsWith("BROKEN", StringComparison.Ordinal) && line.Contains(sentence, StringComparison.Ordinal));

        await File.WriteAllTextAsync(Path.Combine(models.FaceModels, OfficialFaceFiles.HeadPose), "no network at all", Token);
        var foreign = await RenderAsync(never);
        Assert.Equal(1, foreign.ExitCode);
        Assert.Contains("hello_3dmm.onnx is not the network of that name: download it again from hello_group_facemodel.", foreign.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(never));
    }

    public void Dispose() => Directory.Delete(models.FaceModels, recursive: true);

    private async Task<CommandResult> MakeAsync(string output, params string[] more)
    {
        var made = await RenderAsync(output, more);
        Assert.True(made.ExitCode == 0, made.Error);
        return made;
    }

    private Task<CommandResult> RenderAsync(string output, params string[] more) => CommandInProcess.RunAsync(
        ["render", "--portrait", files.Portrait("mira", 512), "--engine", "hellomeme", "--motion", "wink", "--size", "128", "--steps", "1", "--guidance", "1", .. more, "--out", output], models.Path, Token);

    private static string?[] NotesOf(string film)
    {
        using var recipe = JsonDocument.Parse(Provenance.Read(film)!.Recipe!);
        return [.. recipe.RootElement.GetProperty("notes").EnumerateArray().Select(n => n.GetString())];
    }

    private static byte[] Pixels(string picture)
    {
        using var frame = FrameCodec.Decode(File.ReadAllBytes(picture));
        return frame.Pixels.ToArray();
    }
}
