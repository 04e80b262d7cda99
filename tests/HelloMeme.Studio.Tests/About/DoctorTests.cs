using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Reenactment.Sessions;
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
    public void Settings_of_the_card_are_checked_at_the_start()
    {
        var result = new StudioOptionsValidator().Validate(null, new StudioOptions { Cuda = new() { CudnnConvAlgoSearch = "fastest" } });
        Assert.Contains("Studio:Cuda: CudnnConvAlgoSearch is 'fastest'; use one of HEURISTIC", result.FailureMessage, StringComparison.Ordinal);
        Assert.True(new StudioOptionsValidator().Validate(null, new StudioOptions { OpenNetworksGigabytes = 0 }).Failed);
    }

    public void Dispose() => _folder.Dispose();

    private async Task<IReadOnlyList<SystemCheck>> Examine(string provider, Func<string, string?> load)
    {
        var options = Options.Create(new StudioOptions { ModelsFolder = _folder.Path, DataFolder = Path.Combine(_folder.Path, "data"), ExecutionProvider = provider });
        var folders = new StudioFolders(options.Value);
        using var engine = new HelloMemeEngine(new EngineFolders(_folder.Path, _folder.Path), new ConvertedWeights(_folder.Path), new SessionSettings(), 1);
        return await new Doctor(new SystemReport(folders, engine, options), folders, options).ExamineAsync(TestContext.Current.CancellationToken, load);
    }
}
