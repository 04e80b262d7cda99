using HelloMeme.Studio.About;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>What works on this machine: engines, face models, ffmpeg, execution providers.</summary>
public sealed partial class AboutPage : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<SystemCheck>? _checks;

    [Inject]
    public required SystemReport Report { get; init; }

    private static string Version { get; } = typeof(AboutPage).Assembly.GetName().Version?.ToString(3) ?? "";

    protected override async Task OnInitializedAsync() => _checks = await Report.ReadAsync(_closing.Token);

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private static string Icon(CheckState state) => state switch
    {
        CheckState.Ready => Icons.Material.Filled.CheckCircle,
        CheckState.Absent => Icons.Material.Filled.RemoveCircleOutline,
        _ => Icons.Material.Filled.Error,
    };

    private static Color Color(CheckState state) => state switch
    {
        CheckState.Ready => MudBlazor.Color.Success,
        CheckState.Absent => MudBlazor.Color.Default,
        _ => MudBlazor.Color.Error,
    };

    private static string StateText(CheckState state) => state switch
    {
        CheckState.Ready => "ready",
        CheckState.Absent => "not here",
        _ => "needs you",
    };
}
