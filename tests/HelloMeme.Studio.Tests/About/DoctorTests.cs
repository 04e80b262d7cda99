using HelloMeme.Graph.Networks;
using HelloMeme.Studio.About;
using HelloMeme.Studio.CommandLine;
using HelloMeme.Studio.Tests.Support;
using Microsoft.Extensions.Options;
using Xunit;

namespace HelloMeme.Studio.Tests.About;

public sealed class DoctorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task A_missing_library_is_told_with_what_brings_it_and_where_it_was_looked_for()
    {
        var checks = await Examine("cpu", name => name.Contains("cudnn", StringComparison.Ordinal) ? $"{name}: cannot open shared object file" : null);
        var missing = checks.Where(c => c.Detail.Contains("cannot open", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(missing);
        Assert.All(missing, c => Assert.Equal(CheckState.Absent, c.State)); // the CPU does not need it
        Assert.All(missing, c => Assert.Contains("cuDNN 9", c.Detail, StringComparison.Ordinal));
        Assert.All(missing, c => Assert.Contains($"looked in {AppContext.BaseDirectory}", c.Detail, StringComparison.Ordinal));
        Assert.Equal(CheckState.Ready, checks.Single(c => c.Name.Contains("cublasLt", StringComparison.Ordinal)).State);
    }

    [Fact]
    public async Task With_cuda_wanted_a_missing_library_fails_the_examination()
    {
        var checks = await Examine("cuda", name => name.Contains("cublasLt", StringComparison.Ordinal) ? "not found" : null);
        Assert.Equal(CheckState.Broken, checks.Single(c => c.Name.Contains("cublasLt", StringComparison.Ordinal)).State);
        Assert.Equal(CheckState.Ready, checks.Single(c => c.Name == "CUDA settings").State);
        Assert.Equal(1, DoctorVerb.ExitCode(checks));
        Assert.Contains("BROKEN", DoctorVerb.Text(checks), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folders_are_told_with_their_free_space()
    {
        var checks = await Examine("cpu", _ => null);
        var models = checks.Single(c => c.Name == "Models folder");
        Assert.Equal(CheckState.Ready, models.State);
        Assert.Contains("GB free", models.Detail, StringComparison.Ordinal);
        Assert.Contains("made when needed", checks.Single(c => c.Name == "Data folder").Detail, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder.Path, ".doctor-*"));
    }

    [Fact]
    public async Task Half_installed_face_models_are_one_line_and_the_others_are_told_as_ever()
    {
        var official = Directory.CreateDirectory(Path.Combine(_folder.Path, "checkpoints", "hello_group_facemodel")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(official, "hello_3dmm.onnx"), [], TestContext.Current.CancellationToken);
        var checks = await Examine("cpu", _ => null);
        var faces = checks.Single(c => c.Name == "Faces for HelloMeme");
        Assert.Equal(CheckState.Broken, faces.State);
        Assert.Contains("hello_face_det.onnx and hello_face_landmark.onnx are missing in models/checkpoints/hello_group_facemodel", faces.Detail, StringComparison.Ordinal);
        Assert.Contains(checks, c => c.Name == "ffmpeg");
    }

    [Fact]
    public async Task A_folder_that_takes_no_file_is_told()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc takes no file from anybody");
        var checks = await Examine("cpu", _ => null, "/proc/hellomeme");
        Assert.Contains("cannot be written", checks.Single(c => c.Name == "Data folder").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_version_of_the_engine_says_what_it_lacks_and_then_that_the_test_weights_make_noise()
    {
        var empty = (await Examine("cpu", _ => null)).Where(c => c.Name.StartsWith("HelloMeme engine", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["HelloMeme engine v5", "HelloMeme engine v5b", "HelloMeme engine v5c"], empty.Select(c => c.Name));
        Assert.All(empty, c => Assert.Equal(CheckState.Absent, c.State));
        Assert.Matches(@"^Lacks unet, vae, .*hm5_motion \(\d\.\d GB\): models/README.md", empty[0].Detail);

        TestCheckpoint.Write(Path.Combine(_folder.Path, "checkpoints"), token: TestContext.Current.CancellationToken);
        var full = (await Examine("cpu", _ => null)).Where(c => c.Name.StartsWith("HelloMeme engine", StringComparison.Ordinal)).ToArray();
        Assert.All(full, c => Assert.Equal((CheckState.Ready, "Films and pictures. Test weights: output is noise."), (c.State, c.Detail)));

        File.Delete(Path.Combine(_folder.Path, "checkpoints", "stable-diffusion-v1-5", "tokenizer", "vocab.json"));
        var wordless = (await Examine("cpu", _ => null)).Single(c => c.Name == "HelloMeme engine v5");
        Assert.Equal(CheckState.Absent, wordless.State);
        Assert.StartsWith("Lacks the tokenizer", wordless.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_faces_for_the_engine_is_told_and_a_part_of_the_official_files_is_a_fault()
    {
        var none = (await Examine("cpu", _ => null)).Single(c => c.Name == "Faces for HelloMeme");
        Assert.Equal((CheckState.Ready, "Faces are read by the studio's own analysis, because the official face models are not installed."), (none.State, none.Detail));

        var folder = Directory.CreateDirectory(Path.Combine(_folder.Path, "checkpoints", "hello_group_facemodel")).FullName;
        await File.WriteAllBytesAsync(Path.Combine(folder, "hello_face_det.onnx"), [], TestContext.Current.CancellationToken);
        var part = (await Examine("cpu", _ => null)).Single(c => c.Name == "Faces for HelloMeme");
        Assert.Equal(CheckState.Broken, part.State);
        Assert.StartsWith("Of the official face models hello_face_landmark.onnx and hello_3dmm.onnx are missing", part.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, part.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_the_card_are_checked_at_the_start()
    {
        var result = new StudioOptionsValidator().Validate(null, new StudioOptions { Cuda = new() { CudnnConvAlgoSearch = "fastest" } });
        Assert.Contains("Studio:Cuda: CudnnConvAlgoSearch is 'fastest'; use one of HEURISTIC", result.FailureMessage, StringComparison.Ordinal);
        Assert.True(new StudioOptionsValidator().Validate(null, new StudioOptions { OpenNetworksGigabytes = 0 }).Failed);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IReadOnlyList<SystemCheck>> Examine(string provider, Func<string, string?> load, string? data = null)
    {
        var options = Options.Create(new StudioOptions { ModelsFolder = _folder.Path, DataFolder = data ?? Path.Combine(_folder.Path, "data"), ExecutionProvider = provider });
        var folders = new StudioFolders(options.Value);
        using var engine = TestEngine.In(_folder.Path);
        return await new Doctor(new SystemReport(folders, engine, options), folders, options).ExamineAsync(TestContext.Current.CancellationToken, load);
    }
}
