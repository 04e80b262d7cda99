using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;
using MudBlazor;

namespace HelloMeme.Studio.Components.Layout;

/// <summary>App bar, theme switch and the page; starts in the theme chosen before (a cookie, js/theme), else in the system's.</summary>
public sealed partial class MainLayout
{
    private MudThemeProvider? _themes;
    private ErrorBoundary? _errors;
    private bool _dark = true;
    private bool _interactive;

    [Inject]
    public required IJSRuntime JS { get; init; }

    [CascadingParameter]
    private HttpContext? Http { get; set; }

    /// <summary>The visitor's choice, carried from the first picture into the circuit; null for none.</summary>
    [PersistentState]
    public bool? Chosen { get; set; }

    protected override void OnInitialized()
    {
        Chosen ??= Http?.Request.Cookies["theme"] switch { "dark" => true, "light" => false, _ => null };
        _dark = Chosen ?? true;
    }

    /// <summary>Another page begins anew, whatever happened to the last one.</summary>
    protected override void OnParametersSet() => _errors?.Recover();

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _themes is null) return;
        _interactive = true;
        _dark = Chosen ?? await _themes.GetSystemDarkModeAsync();
        StateHasChanged();
    }

    private async Task ChangeThemeAsync()
    {
        await using var theme = await JS.InvokeAsync<IJSObjectReference>("import", "./js/theme/index.js");
        await theme.InvokeVoidAsync("save", !_dark);
        _dark = !_dark; // what is shown is kept, even when the page is left at once
    }
}
